using SchemaSdk.Mcp.Files;

namespace SchemaSdk.Mcp.Consent;

/// <summary>A run that an agent requests.</summary>
/// <param name="Endpoint">The model.</param>
/// <param name="Input">The input.</param>
/// <param name="InputHash">The hash of the input and its files.</param>
/// <param name="Key">The key as the agent sees it.</param>
/// <param name="Customer">The customer for whom the run is made; null if the user has no customer.</param>
internal sealed record RunOrder(AgentEndpoint Endpoint, JsonElement Input, string InputHash, string Key, string? Customer)
{
    internal string ModelId => Endpoint.ModelId;

    /// <summary>Compares two orders with the same key. Returns true if both are for the same model and input.</summary>
    internal bool IsSameAs(RunOrder other) => (ModelId, InputHash) == (other.ModelId, other.InputHash);
}
