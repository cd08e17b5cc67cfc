using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Finds contradictory limits on the number of characters, items or members.</summary>
internal static class EmptyCounts
{
    /// <summary>Finds the contradictions within and between the given schemas, all of which a value must match.</summary>
    public static IEnumerable<Contradiction> In(IReadOnlyList<SchemaPart> parts)
    {
        var items = parts.Where(part => part.Count(KeywordName.MaxItems) is not null)
            .OrderBy(part => part.Count(KeywordName.MaxItems))
            .FirstOrDefault();
        return CheckedKeywords.Ranges.Values
            .SelectMany(range => OfRange(parts, range.Least.Name, range.Most.Name, range.Least.Checks!.Types))
            .Concat(parts.SelectMany(part => OfContains(part, items)))
            .Concat(OfItems(parts));
    }

    private static IEnumerable<Contradiction> OfRange(IReadOnlyList<SchemaPart> parts, string least, string most, RuleTypes types)
    {
        var from = parts.Where(part => part.Count(least) is not null).OrderBy(part => part.Count(least)).LastOrDefault();
        var to = parts.Where(part => part.Count(most) is not null).OrderBy(part => part.Count(most)).FirstOrDefault();
        if (from?.Count(least) > to?.Count(most))
        {
            yield return new(types, from, to, least, $"{from.Shown(least)} above {to.Shown(most)}");
        }
    }

    private static IEnumerable<Contradiction> OfContains(SchemaPart part, SchemaPart? items)
    {
        if (part[KeywordName.Contains] is null)
        {
            yield break;
        }

        var asked = part[KeywordName.MinContains] is null ? KeywordName.Contains : KeywordName.MinContains;
        var least = asked == KeywordName.Contains ? 1 : part.Count(asked) ?? 0;
        if (part.Count(KeywordName.MaxContains) is { } most && least > most)
        {
            var (keyword, text) = asked == KeywordName.MinContains
                ? (asked, $"{part.Shown(asked)} above {part.Shown(KeywordName.MaxContains)}")
                : (KeywordName.MaxContains, $"{part.Shown(KeywordName.MaxContains)}, although '{asked}' asks for 1 item");
            yield return new(RuleTypes.Array, part, part, keyword, text);
        }

        if (items?.Count(KeywordName.MaxItems) is { } room && least > room)
        {
            var text = $"'{asked}' asks for {Text(least)}, but '{KeywordName.MaxItems}' allows at most {Text(room)}";
            yield return new(RuleTypes.Array, part, items, asked, text);
        }
    }

    private static IEnumerable<Contradiction> OfItems(IReadOnlyList<SchemaPart> parts)
    {
        var asking = parts.OrderBy(part => part.Count(KeywordName.MinItems) ?? 0).LastOrDefault();
        if (asking?.Count(KeywordName.MinItems) is not (> 0 and var least))
        {
            yield break;
        }

        var shown = asking.Shown(KeywordName.MinItems);
        var areUnique = parts.Any(part => part[KeywordName.UniqueItems] is JsonValue { Value: true });
        foreach (var part in parts)
        {
            if (areUnique && Choices(part) is { } choices && choices < least)
            {
                var all = $"{shown} and '{KeywordName.UniqueItems}'";
                yield return Between(asking, part, $"{all}, but the number of different items is at most {Text(choices)}");
            }

            if (Places(part) is { } places && places < least)
            {
                yield return Between(asking, part, $"{shown}, but the schema allows at most {Text(places)}");
            }
        }
    }

    /// <summary>Returns the number of different items that are valid; null if the schema does not list the valid items.</summary>
    private static long? Choices(SchemaPart part) =>
        ((part[KeywordName.Items] as JsonObject)?[KeywordName.Enum] as JsonArray)?.Count;

    /// <summary>Returns the maximum number of items if only items at certain positions are allowed; otherwise null.</summary>
    private static long? Places(SchemaPart part) => part[KeywordName.Items] is JsonArray first
        ? part.Forbids(KeywordName.AdditionalItems) ? first.Count : null
        : part.Forbids(KeywordName.Items) ? 0 : null;

    private static Contradiction Between(SchemaPart asking, SchemaPart part, string text) =>
        new(RuleTypes.Array, asking, part, KeywordName.MinItems, text);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
