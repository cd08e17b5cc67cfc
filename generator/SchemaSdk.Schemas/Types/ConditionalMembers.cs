using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Rules;

namespace SchemaSdk.Schemas.Types;

/// <summary>
/// Handles schemas that an object must match only under a condition. Their members become members of the type, but never required ones.
/// </summary>
internal static class ConditionalMembers
{
    /// <summary>The keyword that is added to a merged schema to collect the conditional schemas of its parts.</summary>
    public const string More = "x-schemasdk-conditions";

    private static readonly Keyword[] Conditional = [.. KeywordTable.All.Where(keyword => keyword.Types == KeywordTyping.OptionalMembers)];

    /// <summary>A schema with any of these keywords defines a type.</summary>
    private static readonly string[] Describing =
    [
        KeywordName.Type, KeywordName.Enum, KeywordName.Const, KeywordName.Ref, KeywordName.AllOf, .. KeywordTable.Unions,
        KeywordName.Items, KeywordName.Properties,
    ];

    /// <summary>The keywords with conditional schemas.</summary>
    public static IReadOnlyList<string> Keywords { get; } = [.. Conditional.Select(keyword => keyword.Name), More];

    /// <summary>Returns the conditional schemas of a schema.</summary>
    public static IEnumerable<JsonObject> Of(JsonObject schema) =>
        OfKeywords(schema).Concat(schema[More] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Moves a part's conditional schemas to the whole schema, which may have conditional schemas of its own.</summary>
    public static void Move(JsonObject part, JsonObject schema)
    {
        var conditions = Of(part).ToList();
        if (conditions.Count == 0)
        {
            return;
        }

        foreach (var keyword in Keywords)
        {
            part.Remove(keyword);
        }

        if (schema[More] is not JsonArray all)
        {
            schema[More] = all = [];
        }

        conditions.ForEach(all.Add);
    }

    /// <summary>
    /// Adds to a schema's properties the members that only its conditional schemas describe. <c>copy</c> returns null if the limit on
    /// copies has been reached.
    /// </summary>
    public static void AddTo(JsonObject schema, IEnumerable<JsonMember> members, Func<JsonNode, JsonNode?> copy)
    {
        var known = schema[KeywordName.Properties] as JsonObject;
        if (known is null && !CanHaveMembers(schema))
        {
            return;
        }

        var properties = known ?? [];
        var added = members
            .Where(member => properties[member.Name] is null && member.Value is JsonObject description && !IsForbidden(description))
            .GroupBy(member => member.Name, member => (JsonObject)member.Value, StringComparer.Ordinal)
            .ToList();
        foreach (var member in added)
        {
            var copies = Typed([.. member]).Select(copy).OfType<JsonObject>().ToList();
            if (copies.Count > 0)
            {
                properties[member.Key] = UnionOf(copies);
            }
        }

        if (known is null && added.Count > 0)
        {
            schema[KeywordName.Properties] = properties;
        }
    }

    /// <summary>Returns the given schemas that define a type. If none of them defines a type, returns one of them.</summary>
    private static IEnumerable<JsonObject> Typed(List<JsonObject> descriptions)
    {
        var typed = descriptions.FindAll(description => Array.Exists(Describing, keyword => description[keyword] is not null));
        return typed.Count > 0
            ? typed.Distinct<JsonObject>(JsonEquality.Comparer)
            : descriptions.OrderBy(description => description.ToString(), StringComparer.Ordinal).Take(1);
    }

    /// <summary>Returns the union of the different schemas of one member. Their order does not matter.</summary>
    private static JsonObject UnionOf(List<JsonObject> descriptions)
    {
        if (descriptions.Count == 1)
        {
            return descriptions[0];
        }

        var ordered = descriptions.OrderBy(description => description.ToString(), StringComparer.Ordinal).ToList();
        var choice = new JsonObject();
        if (ordered.Select(description => description[KeywordName.Description]).FirstOrDefault(text => text is not null) is { } words)
        {
            choice[KeywordName.Description] = words.Copy();
        }

        choice[KeywordName.AnyOf] = new JsonArray([.. ordered]);
        return choice;
    }

    /// <summary>Returns true if members can be added to a schema: it allows objects, or has neither a type nor items.</summary>
    private static bool CanHaveMembers(JsonObject schema) =>
        schema[KeywordName.Type] is null ? schema[KeywordName.Items] is null : (RuleKeywords.Types(schema) & RuleTypes.Object) != 0;

    private static bool IsForbidden(JsonObject description) => description[KeywordName.Not] is JsonObject { Count: 0 };

    private static IEnumerable<JsonNode?> OfKeywords(JsonObject schema) => Conditional.SelectMany(keyword =>
        keyword.Holds == SubschemaPlaces.Whole
            ? [schema[keyword.Name]]
            : (schema[keyword.Name] as JsonObject)?.Values ?? Enumerable.Empty<JsonNode?>());
}
