namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A schema that stands by itself.</summary>
/// <param name="Text">The schema as JSON.</param>
/// <param name="Lost">The references in it that lead nowhere, as they are written.</param>
internal sealed record BundledSchema(string Text, IReadOnlyList<string> Lost);
