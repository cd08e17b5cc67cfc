namespace SchemaSdk.Mcp.Files;

/// <summary>A file has more bytes than an answer may have.</summary>
internal sealed class FileTooLargeException() : IOException("The file is too large.");
