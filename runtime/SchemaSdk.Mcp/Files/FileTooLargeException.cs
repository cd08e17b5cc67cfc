namespace SchemaSdk.Mcp.Files;

/// <summary>Thrown if a file is too large to be returned in an answer.</summary>
internal sealed class FileTooLargeException() : IOException("The file is too large.");
