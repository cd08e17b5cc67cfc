using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Tool.Diff.Comparing;

/// <summary>Compares pairs of nodes by reference instead of by content.</summary>
internal sealed class SamePair : IEqualityComparer<(JsonNode, JsonNode)>
{
    public bool Equals((JsonNode, JsonNode) x, (JsonNode, JsonNode) y) =>
        ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2);

    public int GetHashCode((JsonNode, JsonNode) pair) =>
        HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Item1), RuntimeHelpers.GetHashCode(pair.Item2));
}
