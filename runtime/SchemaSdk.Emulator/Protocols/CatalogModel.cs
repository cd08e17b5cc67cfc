namespace SchemaSdk.Emulation;

/// <summary>A model of the emulated catalogue.</summary>
/// <param name="Id">The id of the model.</param>
/// <param name="InputSchema">The text of the input schema. The text may be invalid JSON.</param>
/// <param name="OutputSchema">The text of the output schema; null if the model has none. The text may be invalid JSON.</param>
/// <param name="Price">The price; null if the model has none.</param>
public sealed record CatalogModel(string Id, string InputSchema, string? OutputSchema, EmulatedPrice? Price);
