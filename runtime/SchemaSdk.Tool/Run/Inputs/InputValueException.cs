namespace SchemaSdk.Tool.Run.Inputs;

/// <summary>The exception for a value that the user must have mistyped.</summary>
/// <param name="message">The error, as the rest of a sentence that begins with the name that the user typed.</param>
internal sealed class InputValueException(string message) : Exception(message);
