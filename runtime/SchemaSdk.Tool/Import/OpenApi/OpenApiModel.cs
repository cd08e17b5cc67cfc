namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>A model as an OpenAPI document has it.</summary>
/// <param name="Id">The id of the model; null where the document tells none.</param>
/// <param name="Input">The schema of the input, with the components that it refers to.</param>
/// <param name="Output">The schema of the output, likewise; null where the document has none.</param>
internal sealed record OpenApiModel(string? Id, BundledSchema Input, BundledSchema? Output);
