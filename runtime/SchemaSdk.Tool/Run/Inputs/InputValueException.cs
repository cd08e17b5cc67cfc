namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>A value that was typed is certainly a mistake.</summary>
/// <param name="message">The fault, as the rest of a sentence that begins with the name of the input.</param>
internal sealed class InputValueException(string message) : Exception(message);
