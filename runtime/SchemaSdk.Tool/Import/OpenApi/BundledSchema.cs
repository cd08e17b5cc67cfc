namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A self-contained schema.</summary>
/// <param name="Text">The schema as JSON.</param>
/// <param name="Lost">Its unresolved references, as they are written.</param>
internal sealed record BundledSchema(string Text, IReadOnlyList<string> Lost);
