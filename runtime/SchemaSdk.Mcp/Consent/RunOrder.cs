namespace SchemaSdk.Mcp.Consent;

/// <summary>A run that an agent asks for.</summary>
/// <param name="Model">The model.</param>
/// <param name="Input">The input.</param>
/// <param name="InputHash">The hash of the input and its files.</param>
/// <param name="Key">The key as the agent sees it.</param>
/// <param name="Customer">The customer; null for none.</param>
internal sealed record RunOrder(ModelInfo Model, JsonElement Input, string InputHash, string Key, string? Customer);
