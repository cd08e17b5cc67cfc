using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Merges a keyword that two schemas of one value have, independent of their order. Of documentation, the first one is kept.
/// </summary>
internal static class SharedKeywords
{
    /// <summary>The keywords of which, if two differ, one is chosen by its text.</summary>
    private static readonly HashSet<string> Chosen = new(StringComparer.Ordinal)
    {
        KeywordName.AdditionalProperties, KeywordName.AnyOf, KeywordName.Format, KeywordName.Items, KeywordName.OneOf, KeywordName.Pattern,
    };

    /// <summary>Returns true for the keywords that list values.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool IsOfValues(string keyword) => keyword is KeywordName.Enum or KeywordName.Const;

    /// <summary>Keeps the values that both schemas list.</summary>
    /// <param name="part">A schema.</param>
    /// <param name="schema">The other one, which is changed.</param>
    /// <returns>False if not both list values.</returns>
    public static bool MergeValues(JsonObject part, JsonObject schema)
    {
        if (Values(part) is not { } more || Values(schema) is not { } values)
        {
            return false;
        }

        var both = new HashSet<JsonNode>(more, JsonEquality.Comparer);
        var kept = ArrayOf(values.Where(both.Contains));
        var merged = kept.Count > 0 ? kept : Lesser(ArrayOf(values), ArrayOf(more));   // if no value fits both
        schema.Remove(KeywordName.Const);
        schema[KeywordName.Enum] = merged;
        return true;
    }

    /// <summary>Changes a keyword to what both schemas require.</summary>
    /// <param name="schema">A schema that has it.</param>
    /// <param name="other">The same keyword of the other schema.</param>
    /// <param name="part">The other schema.</param>
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

    private static IEnumerable<JsonNode>? Values(JsonObject schema) =>
        schema[KeywordName.Enum] as JsonArray ?? (schema[KeywordName.Const] is { } only ? [only] : null);

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
            : both == RuleTypes.None ? Text(one, other)
            : new JsonArray([.. Names(both)]);
    }

    /// <summary>
    /// Chooses one of two types, because no value has both. A string is preferred, because it can hold the others as text.
    /// </summary>
    private static JsonNode Text(JsonNode one, JsonNode other) => ReferenceEquals(Lesser(one, other), one) ? other : one;

    private static IEnumerable<JsonNode> Names(RuleTypes types) => RuleKeywords.Single(types)
        .Concat((types & RuleTypes.Null) != 0 ? [RuleTypes.Null] : Array.Empty<RuleTypes>())
        .Select(type => (JsonNode)type.ToString().ToLowerInvariant());
}
