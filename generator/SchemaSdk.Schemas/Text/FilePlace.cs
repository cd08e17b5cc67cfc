namespace SchemaSdk.Schemas.Text;

/// <summary>A position in a file.</summary>
internal sealed record FilePlace(string Path, SourceSpan Span);
