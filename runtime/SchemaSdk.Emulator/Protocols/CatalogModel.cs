namespace SchemaSdk.Emulation;

/// <summary>A model of the emulated catalogue.</summary>
/// <param name="Id">The id of the model.</param>
/// <param name="InputSchema">The text of its input schema. It may be invalid JSON.</param>
/// <param name="OutputSchema">The text of its output schema; null if it has none. It may be invalid JSON.</param>
/// <param name="Price">Its price; null if it has none.</param>
public sealed record CatalogModel(string Id, string InputSchema, string? OutputSchema, EmulatedPrice? Price);
