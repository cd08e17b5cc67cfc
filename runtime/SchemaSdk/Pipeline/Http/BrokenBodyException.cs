namespace SchemaSdk.Pipeline.Http;

/// <summary>The body of a submit cannot be written to its end.</summary>
internal abstract class BrokenBodyException(string message, Exception? inner) : Exception(message, inner);
