namespace SchemaSdk.Schemas.Json;

/// <summary>Compares JSON by value. The order of members is ignored; 1 and 1.0 differ.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonNode>
{
    public static JsonEquality Comparer { get; } = new();

    /// <inheritdoc />
    public bool Equals(JsonNode? one, JsonNode? other) => ReferenceEquals(one, other) || (one, other) switch
    {
        (JsonValue value, JsonValue another) => value.Equals(another),
        (JsonArray items, JsonArray others) => items.SequenceEqual(others, this),
        (JsonObject members, JsonObject others) =>
            members.Count == others.Count && members.Members.All(member => Equals(member.Value, others[member.Name])),
        _ => false,
    };

    /// <inheritdoc />
    public int GetHashCode(JsonNode node) => node switch
    {
        JsonArray items => items.Aggregate(items.Count, (hash, item) => unchecked((hash * 31) + GetHashCode(item))),
        JsonObject members => members.Members.Aggregate(
            members.Count,
            (hash, member) => unchecked(hash + (StringComparer.Ordinal.GetHashCode(member.Name) * 31) + GetHashCode(member.Value))),
        _ => node.GetHashCode(),
    };
}
