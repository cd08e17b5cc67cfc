namespace SchemaSdk.Schemas.Text;

/// <summary>A position in a file.</summary>
/// <param name="Path">The path of the file.</param>
/// <param name="Span">The position in the file.</param>
internal sealed record FilePlace(string Path, SourceSpan Span);
