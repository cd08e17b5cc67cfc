using System.Globalization;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Finds bounds and steps that contradict each other, so every number is refused.</summary>
internal static class EmptyNumbers
{
    /// <summary>Finds contradictions within and between the given schemas. A valid number must match all these schemas.</summary>
    public static IEnumerable<Contradiction> In(IReadOnlyList<SchemaPart> parts, RuleTypes types)
    {
        var range = NumberRange<decimal>.Of([.. parts.Select(part => (Func<string, decimal?>)part.Number)]);
        if (range is not { Least: { } least, Most: { } most })
        {
            return [];
        }

        var (from, to) = (PartOf(least), PartOf(most));
        return range.IsEmpty
            ? [Between(to, "number")]
            : Multiples(parts, types).Where(step => HasNoMultiple(least, most, step.Value))
                .Take(1)
                .Select(step => Between(
                    from.Branch == to.Branch ? step.Part : to, step.Value == 1 ? "integer" : $"multiple of {Text(step.Value)}"));

        SchemaPart PartOf(NumberLimit<decimal> limit) => parts.Last(part => part.Number(limit.Keyword) == limit.Number);

        Contradiction Between(SchemaPart other, string noun) => new(
            RuleTypes.Number,
            from,
            other,
            least.Keyword,
            $"{from.Shown(least.Keyword)} and {to.Shown(most.Keyword)}, which no {noun} satisfies");
    }

    private static IEnumerable<(SchemaPart Part, decimal Value)> Multiples(IReadOnlyList<SchemaPart> parts, RuleTypes types)
    {
        foreach (var part in parts)
        {
            if (part.Number(KeywordName.MultipleOf) is { } step and > 0)
            {
                yield return (part, step);
            }
        }

        if ((types & RuleTypes.Number) == RuleTypes.Integer)
        {
            yield return (parts.First(part => (RuleKeywords.Types(part.Schema) & RuleTypes.Number) == RuleTypes.Integer), 1);
        }
    }

    private static bool HasNoMultiple(NumberLimit<decimal> least, NumberLimit<decimal> most, decimal step)
    {
        if (!SampleKeywords.HasRemainder(least.Number, step) || !SampleKeywords.HasRemainder(most.Number, step))
        {
            return false;
        }

        var first = Math.Ceiling(least.Number / step) * step;
        return !most.Has(least.Has(first) ? first : first + step);
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
