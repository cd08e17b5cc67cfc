namespace SchemaSdk.Pipeline.Http;

/// <summary>The body of a submit cannot be written completely.</summary>
internal abstract class BrokenBodyException(string message, Exception? inner) : Exception(message, inner);
