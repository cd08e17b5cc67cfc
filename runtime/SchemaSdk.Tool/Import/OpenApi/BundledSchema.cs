namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A schema that contains everything it refers to.</summary>
/// <param name="Text">The schema as JSON.</param>
/// <param name="Lost">The references that could not be resolved, as they are written.</param>
internal sealed record BundledSchema(string Text, IReadOnlyList<string> Lost);
