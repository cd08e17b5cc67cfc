namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A model in an OpenAPI document.</summary>
/// <param name="Id">The id of the model; null if the document has none.</param>
/// <param name="Input">The input schema.</param>
/// <param name="Output">The output schema; null if the document has none.</param>
internal sealed record OpenApiModel(string? Id, BundledSchema Input, BundledSchema? Output);
