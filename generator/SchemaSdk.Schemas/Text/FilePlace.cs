namespace SchemaSdk.Schemas.Text;

/// <summary>A place in one of several files.</summary>
/// <param name="Path">The file.</param>
/// <param name="Span">Where in it.</param>
internal sealed record FilePlace(string Path, SourceSpan Span);
