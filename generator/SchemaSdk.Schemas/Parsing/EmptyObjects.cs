using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Finds required members that there cannot be, and counts of members that leave no object.</summary>
internal static class EmptyObjects
{
    /// <summary>Looks at schemas that an object has to fit together.</summary>
    /// <param name="parts">The schemas.</param>
    public static IEnumerable<Contradiction> In(IReadOnlyList<SchemaPart> parts)
    {
        var required = parts
            .SelectMany(part => Names(part).Select(name => (Name: name, Part: part)))
            .GroupBy(asked => asked.Name, asked => asked.Part, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return parts.SelectMany(part => OfCounts(part, required)
            .Concat(OfRefused(part, required))
            .Concat(OfOthers(part, required).Take(1)));
    }

    private static IEnumerable<Contradiction> OfCounts(SchemaPart part, Dictionary<string, SchemaPart> required)
    {
        if (part.Count(KeywordName.MaxProperties) is { } most && required.Count > most)
        {
            var asking = required.Values.FirstOrDefault(asking => asking.Way != part.Way) ?? part;
            var shown = part.Shown(KeywordName.MaxProperties);
            yield return Of(part, asking, KeywordName.MaxProperties, $"{shown}, but {Text(required.Count)} required names");
        }

        if (IsClosed(part) && part.Count(KeywordName.MinProperties) is { } least && least > Properties(part).Count)
        {
            var found = Properties(part).Count == 1 ? "1 property" : $"{Text(Properties(part).Count)} properties";
            var shown = part.Shown(KeywordName.MinProperties);
            yield return Of(part, part, KeywordName.MinProperties, $"{shown}, but {found}, and allows no other");
        }
    }

    private static IEnumerable<Contradiction> OfRefused(SchemaPart part, Dictionary<string, SchemaPart> required) =>
        from property in Properties(part).Members
        where SchemaPart.RefusesAll(property.Value) && required.ContainsKey(property.Name)
        select Of(
            required[property.Name],
            part,
            KeywordName.Required,
            $"the required name '{property.Name}', whose schema refuses every value");

    /// <summary>In one schema that has properties, SSDK004 reports such a name.</summary>
    private static IEnumerable<Contradiction> OfOthers(SchemaPart part, Dictionary<string, SchemaPart> required) =>
        from name in IsClosed(part) ? required.Keys : Enumerable.Empty<string>()
        let properties = Properties(part)
        let asking = required[name]
        let why = asking == part ? "but no property, and allows no other" : "which 'additionalProperties' false refuses"
        where !properties.ContainsKey(name) && (asking != part || properties.Count == 0)
        select Of(
            asking,
            part,
            KeywordName.Required,
            $"the required name '{name}', {why}");

    private static bool IsClosed(SchemaPart part) =>
        part.Forbids(KeywordName.AdditionalProperties) && part[KeywordName.PatternProperties] is null;

    private static JsonObject Properties(SchemaPart part) => part[KeywordName.Properties] as JsonObject ?? [];

    private static IEnumerable<string> Names(SchemaPart part) =>
        (part[KeywordName.Required] as JsonArray ?? []).OfType<JsonValue>().Select(name => name.Value).OfType<string>();

    private static Contradiction Of(SchemaPart one, SchemaPart other, string keyword, string what) =>
        new(RuleTypes.Object, one, other, keyword, what);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
