using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Merges a keyword that occurs in two schemas for the same value. The order of the schemas matters only for documentation, where the first
/// schema wins.
/// </summary>
internal static class SharedKeywords
{
    /// <summary>The keywords that cannot be merged. If two values differ, the one whose text sorts first is kept.</summary>
    private static readonly HashSet<string> Chosen = new(StringComparer.Ordinal)
    {
        KeywordName.AdditionalProperties, KeywordName.AnyOf, KeywordName.Format, KeywordName.Items, KeywordName.OneOf, KeywordName.Pattern,
    };

    public static bool IsOfValues(string keyword) => keyword is KeywordName.Enum or KeywordName.Const;

    /// <summary>
    /// Merges the lists of allowed values. Keeps the values that are in both lists. If the lists share no value, keeps one whole list.
    /// Returns false if a schema has no list, or if <paramref name="canMerge"/> returns false.
    /// </summary>
    public static bool MergeValues(JsonObject part, JsonObject schema, Func<JsonNode, JsonNode, bool> canMerge)
    {
        if (Values(part) is not { } more || Values(schema) is not { } values || !canMerge(values, more))
        {
            return false;
        }

        var both = new HashSet<JsonNode>(more, JsonEquality.Comparer);
        var kept = ArrayOf(values.Where(both.Contains));
        var merged = kept.Count > 0 ? kept : Lesser(values, more);
        schema.Remove(KeywordName.Const);
        schema[KeywordName.Enum] = merged;
        return true;
    }

    /// <summary>
    /// Merges a keyword of <paramref name="part"/> into the same keyword of <paramref name="schema"/>. If the values cannot be merged, one
    /// is kept.
    /// </summary>
    public static void Merge(JsonObject schema, JsonMember other, JsonObject part)
    {
        var present = schema[other.Name]!;
        var merged = other.Name switch
        {
            KeywordName.Type => Type(schema, part),
            KeywordName.Required or KeywordName.AllOf when present is JsonArray names && other.Value is JsonArray more =>
                ArrayOf(names.Concat(more).Distinct(JsonEquality.Comparer)),
            _ when KeywordTable.Find(other.Name)?.Checks?.Limit is { } kind => Bound(kind, present, other.Value),
            _ => Chosen.Contains(other.Name) ? Lesser(present, other.Value) : present,
        };
        if (!ReferenceEquals(merged, present))
        {
            schema[other.Name] = merged.Copy();
        }
    }

    private static JsonArray? Values(JsonObject schema) =>
        schema[KeywordName.Enum] as JsonArray ?? (schema[KeywordName.Const] is { } only ? new JsonArray(only) : null);

    private static JsonArray ArrayOf(IEnumerable<JsonNode> nodes) => new([.. nodes.Select(node => node.Copy())]);

    private static JsonNode Lesser(JsonNode one, JsonNode other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) <= 0 ? one : other;

    private static JsonNode Bound(Limit kind, JsonNode one, JsonNode other) =>
        NumberBounds.Of(one) is not { } first ? other
        : NumberBounds.Of(other) is { } second && new NumberLimit<decimal>(kind, second).CompareTo(new(kind, first)) > 0 ? other
        : one;

    private static JsonNode Type(JsonObject schema, JsonObject part)
    {
        var (one, other) = (schema[KeywordName.Type]!, part[KeywordName.Type]!);
        var (first, second) = (RuleKeywords.Types(schema), RuleKeywords.Types(part));
        var both = first & second;
        return both == first ? one
            : both == second ? other
            : both == RuleTypes.None ? Either(one, other)
            : new JsonArray([.. Names(both)]);
    }

    /// <summary>
    /// Chooses between two types that exclude each other. Prefers object, because its members may be described, and then string, because it
    /// can represent other values as text.
    /// </summary>
    private static JsonNode Either(JsonNode one, JsonNode other)
    {
        var (first, last) = ReferenceEquals(Lesser(one, other), one) ? (one, other) : (other, one);
        return first is JsonValue { Value: "object" } ? first : last;
    }

    private static IEnumerable<JsonNode> Names(RuleTypes types) => RuleKeywords.Single(types)
        .Concat((types & RuleTypes.Null) != 0 ? [RuleTypes.Null] : Array.Empty<RuleTypes>())
        .Select(type => (JsonNode)type.ToString().ToLowerInvariant());
}
