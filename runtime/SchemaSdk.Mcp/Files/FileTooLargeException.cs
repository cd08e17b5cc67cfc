namespace SchemaSdk.Mcp.Files;

/// <summary>A file is larger than an answer may be.</summary>
internal sealed class FileTooLargeException() : IOException("The file is too large.");
