using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Finds rules that no object can satisfy: required members that are forbidden, and impossible numbers of members.</summary>
internal static class EmptyObjects
{
    /// <summary>Finds the contradictions within and between the given schemas, all of which an object must match.</summary>
    public static IEnumerable<Contradiction> In(IReadOnlyList<SchemaPart> parts, RuleReferences references)
    {
        var required = parts
            .SelectMany(part => Names(part).Select(name => new RequiredName(part, (string)name!, name)))
            .GroupBy(asked => asked.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var least = parts.OrderBy(part => part.Count(KeywordName.MinProperties) ?? 0).LastOrDefault();
        return parts.SelectMany(part => OfCounts(part, least!, required)
            .Concat(OfRefused(part, required))
            .Concat(OfOthers(part, required, references).Take(1)));
    }

    private static IEnumerable<Contradiction> OfCounts(SchemaPart part, SchemaPart least, Dictionary<string, RequiredName> required)
    {
        if (part.Count(KeywordName.MaxProperties) is { } most && required.Count > most)
        {
            var asking = required.Values.Select(asked => asked.Part).FirstOrDefault(asking => asking.Branch != part.Branch) ?? part;
            var shown = part.Shown(KeywordName.MaxProperties);
            yield return Of(part, asking, KeywordName.MaxProperties, $"{shown}, but {Text(required.Count)} required names");
        }

        if (IsClosed(part) && least.Count(KeywordName.MinProperties) > Properties(part).Count)
        {
            var shown = least.Shown(KeywordName.MinProperties);
            var text = $"{shown}, but the schema allows at most {Text(Properties(part).Count)}";
            yield return Of(least, part, KeywordName.MinProperties, text);
        }
    }

    private static IEnumerable<Contradiction> OfRefused(SchemaPart part, Dictionary<string, RequiredName> required) =>
        from property in Properties(part).Members
        where SchemaPart.RefusesAll(property.Value) && required.ContainsKey(property.Name)
        select Of(
            required[property.Name].Part,
            part,
            KeywordName.Required,
            $"the required property '{property.Name}', whose schema refuses every value");

    private static IEnumerable<Contradiction> OfOthers(
        SchemaPart part, Dictionary<string, RequiredName> required, RuleReferences references) =>
        from asked in IsClosed(part) ? required.Values : Enumerable.Empty<RequiredName>()
        where !Properties(part).ContainsKey(asked.Name) && (asked.Part != part || RuleMembers.Asks(asked.Json, references))
        select Of(
            asked.Part,
            part,
            KeywordName.Required,
            $"the required name '{asked.Name}', which 'additionalProperties' refuses");

    private static bool IsClosed(SchemaPart part) =>
        part.Forbids(KeywordName.AdditionalProperties) && part[KeywordName.PatternProperties] is null;

    private static JsonObject Properties(SchemaPart part) => part[KeywordName.Properties] as JsonObject ?? [];

    private static IEnumerable<JsonNode> Names(SchemaPart part) =>
        (part[KeywordName.Required] as JsonArray ?? []).Where(name => name.Kind == JsonKind.String);

    private static Contradiction Of(SchemaPart first, SchemaPart second, string keyword, string text) =>
        new(RuleTypes.Object, first, second, keyword, text);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record RequiredName(SchemaPart Part, string Name, JsonNode Json);
}
