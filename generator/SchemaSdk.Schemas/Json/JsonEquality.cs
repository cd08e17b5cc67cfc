namespace SchemaSdk.Schemas.Json;

/// <summary>Compares JSON by value. The order of members is ignored; 1 and 1.0 differ.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonNode>
{
    // On .NET, the hash codes of strings differ in each process, so a hostile schema cannot choose values with equal hash codes.
    private static readonly int OfArray = ~StringComparer.Ordinal.GetHashCode("[]");
    private static readonly int OfObject = ~StringComparer.Ordinal.GetHashCode("{}");

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
        JsonArray items => items.Aggregate(OfArray, (hash, item) => unchecked((hash * 31) + GetHashCode(item))),
        JsonObject members => members.Members.Aggregate(OfObject, (hash, member) => unchecked(hash + HashOf(member))),
        _ => node.GetHashCode(),
    };

    // A sum of the two hashes would not distinguish {"a": 1, "b": 2} from {"a": 2, "b": 1}. An even factor would lose bits.
    private int HashOf(JsonMember member) => unchecked((StringComparer.Ordinal.GetHashCode(member.Name) | 1) * GetHashCode(member.Value));
}
