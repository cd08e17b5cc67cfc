using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Finds counts of characters, items and properties that leave nothing.</summary>
internal static class EmptyCounts
{
    private static readonly (string Least, string Most, RuleTypes Types)[] Ranges = [.. RuleKeywords.CountRanges.Select(range =>
        (range.Least, range.Most, KeywordTable.Find(range.Least)!.Checks!.Types))];

    /// <summary>Looks at schemas that a value has to fit together.</summary>
    /// <param name="parts">The schemas.</param>
    public static IEnumerable<Contradiction> In(IReadOnlyList<SchemaPart> parts) =>
        Ranges.SelectMany(range => OfRange(parts, range.Least, range.Most, range.Types))
            .Concat(parts.SelectMany(OfContains))
            .Concat(OfItems(parts));

    private static IEnumerable<Contradiction> OfRange(IReadOnlyList<SchemaPart> parts, string least, string most, RuleTypes types)
    {
        // Each 'contains' has a range of its own.
        if (least == KeywordName.MinContains)
        {
            foreach (var part in parts.Where(part => part.Count(least) > part.Count(most)))
            {
                yield return new(types, part, part, least, $"{part.Shown(least)} above {part.Shown(most)}");
            }

            yield break;
        }

        var from = parts.Where(part => part.Count(least) is not null).OrderBy(part => part.Count(least)).LastOrDefault();
        var to = parts.Where(part => part.Count(most) is not null).OrderBy(part => part.Count(most)).FirstOrDefault();
        if (from?.Count(least) > to?.Count(most))
        {
            yield return new(types, from, to, least, $"{from.Shown(least)} above {to.Shown(most)}");
        }
    }

    private static IEnumerable<Contradiction> OfContains(SchemaPart part)
    {
        if (part[KeywordName.Contains] is null)
        {
            yield break;
        }

        var asked = part[KeywordName.MinContains] is null ? KeywordName.Contains : KeywordName.MinContains;
        var least = asked == KeywordName.Contains ? 1 : part.Count(asked) ?? 0;
        if (asked == KeywordName.Contains && part.Count(KeywordName.MaxContains) is 0)
        {
            var shown = part.Shown(KeywordName.MaxContains);
            yield return OfArrays(part, KeywordName.MaxContains, $"{shown}, although '{KeywordName.Contains}' asks for 1 item");
        }

        if (part.Count(KeywordName.MaxItems) is { } most && least > most)
        {
            yield return OfArrays(part, asked, $"'{asked}', which asks for {Text(least)} of at most {Text(most)} items");
        }
    }

    private static IEnumerable<Contradiction> OfItems(IReadOnlyList<SchemaPart> parts)
    {
        if (parts.OrderBy(part => part.Count(KeywordName.MinItems) ?? 0).Last() is var asking
            && asking.Count(KeywordName.MinItems) is not (> 0 and var least))
        {
            yield break;
        }

        var shown = asking.Shown(KeywordName.MinItems);
        var areUnique = parts.Any(part => part[KeywordName.UniqueItems] is JsonValue { Value: true });
        foreach (var part in parts)
        {
            if (areUnique && Choices(part) is { } choices && choices < least)
            {
                yield return Between(asking, part, $"{shown}, of {Text(choices)} values that may each stand there once");
            }

            if (Places(part) is { } places && places < least)
            {
                yield return Between(asking, part, $"{shown}, of {Text(places)} places without additional items");
            }
        }
    }

    /// <summary>The number of different items that there can be; null if it is not limited.</summary>
    private static long? Choices(SchemaPart part) =>
        ((part[KeywordName.Items] as JsonObject)?[KeywordName.Enum] as JsonArray)?.Count;

    /// <summary>The number of items that there can be at most; null if it is not limited by schemas of items.</summary>
    private static long? Places(SchemaPart part)
    {
        var isTuple = part[KeywordName.Items] is JsonArray;
        var first = part[isTuple ? KeywordName.Items : KeywordName.PrefixItems] as JsonArray;
        return part.Forbids(isTuple ? KeywordName.AdditionalItems : KeywordName.Items) ? first?.Count ?? 0 : null;
    }

    private static Contradiction OfArrays(SchemaPart part, string keyword, string what) => new(RuleTypes.Array, part, part, keyword, what);

    private static Contradiction Between(SchemaPart asking, SchemaPart part, string what) =>
        new(RuleTypes.Array, asking, part, KeywordName.MinItems, what);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
