namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A model in an OpenAPI document.</summary>
/// <param name="Id">The id of the model; null if the document has none.</param>
/// <param name="Input">The schema of the input, with the components that it refers to.</param>
/// <param name="Output">The same for the output; null if the document has none.</param>
internal sealed record OpenApiModel(string? Id, BundledSchema Input, BundledSchema? Output);
