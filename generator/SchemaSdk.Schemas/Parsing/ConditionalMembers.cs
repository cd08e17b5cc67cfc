using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>The schemas that an object has to fit only under a condition. Their members are members, but never required.</summary>
internal static class ConditionalMembers
{
    /// <summary>The conditions of further parts of <c>allOf</c>, where the first has the keyword already.</summary>
    public const string More = "x-schemasdk-conditions";

    private static readonly Keyword[] Conditional = [.. KeywordTable.All.Where(keyword => keyword.Types == KeywordTyping.OptionalMembers)];

    /// <summary>Keeps the conditions of a part beside those that its whole has.</summary>
    /// <param name="part">The part.</param>
    /// <param name="schema">The whole, which is changed.</param>
    public static void Keep(JsonObject part, JsonObject schema)
    {
        if (!Of(part).Any() || !Of(schema).Any())
        {
            return;
        }

        var all = Of(schema).Concat(Of(part)).Select(condition => condition.Copy()).ToList();

        foreach (var keyword in Conditional)
        {
            part.Remove(keyword.Name);
            schema.Remove(keyword.Name);
        }

        part.Remove(More);
        schema[More] = new JsonArray([.. all]);
    }

    /// <summary>Adds the members that a schema has under its conditions.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="properties">Its properties, which are changed.</param>
    /// <param name="copy">Copies a description.</param>
    public static void AddTo(JsonObject schema, JsonObject properties, Func<JsonNode, JsonNode> copy)
    {
        // A schema that says no more than "not this" or "only that" under the condition describes nothing.
        var members = Of(schema)
            .SelectMany(condition => (condition[KeywordName.Properties] as JsonObject)?.Members ?? [])
            .Where(member => properties[member.Name] is null && (member.Value as JsonObject)?[KeywordName.Type] is not null)
            .GroupBy(member => member.Name, member => member.Value, StringComparer.Ordinal)
            .ToList();
        foreach (var member in members)
        {
            properties[member.Key] = AsOne([.. member.Distinct(JsonEquality.Comparer).Select(copy)]);
        }
    }

    /// <summary>A member that several conditions describe differently is a choice of these descriptions, whatever their order.</summary>
    private static JsonNode AsOne(List<JsonNode> descriptions)
    {
        if (descriptions.Count == 1)
        {
            return descriptions[0];
        }

        descriptions.Sort((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));
        var choice = new JsonObject();
        if (descriptions.Select(description => ((JsonObject)description)[KeywordName.Description]).FirstOrDefault(text => text is not null)
            is { } words)
        {
            choice[KeywordName.Description] = words.Copy();
        }

        choice[KeywordName.AnyOf] = new JsonArray([.. descriptions]);
        return choice;
    }

    private static IEnumerable<JsonObject> Of(JsonObject schema) => Conditional
        .SelectMany(keyword => keyword.Holds == SubschemaPlaces.Whole
            ? [schema[keyword.Name]]
            : (schema[keyword.Name] as JsonObject)?.Values ?? Enumerable.Empty<JsonNode?>())
        .Concat(schema[More] as JsonArray ?? [])
        .OfType<JsonObject>();
}
