using System.Globalization;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Finds bounds and steps that leave no number.</summary>
internal static class EmptyNumbers
{
    /// <summary>Looks at schemas that a number has to fit together.</summary>
    /// <param name="parts">The schemas.</param>
    /// <param name="types">The types that they allow.</param>
    public static IEnumerable<Contradiction> In(IReadOnlyList<SchemaPart> parts, RuleTypes types)
    {
        var least = Bounds(parts, KeywordName.Minimum, KeywordName.ExclusiveMinimum)
            .OrderBy(bound => bound.Value)
            .ThenBy(bound => bound.IsExcluded)
            .LastOrDefault();
        var most = Bounds(parts, KeywordName.Maximum, KeywordName.ExclusiveMaximum)
            .OrderBy(bound => -bound.Value)
            .ThenBy(bound => bound.IsExcluded)
            .LastOrDefault();
        if (least is null || most is null)
        {
            return [];
        }

        return least.Value > most.Value || (least.Value == most.Value && (least.IsExcluded || most.IsExcluded))
            ? [Between(least, most, most.Part, "number")]
            : Multiples(parts, types).Where(step => HasNoMultiple(least, most, step.Value))
                .Take(1)
                .Select(step => Between(
                    least,
                    most,
                    least.Part.Branch == most.Part.Branch ? step.Part : most.Part,
                    step.Value == 1 ? "integer" : $"multiple of {Text(step.Value)}"));
    }

    private static Contradiction Between(Bound least, Bound most, SchemaPart other, string noun) => new(
        RuleTypes.Number,
        least.Part,
        other,
        least.Keyword,
        $"{least.Part.Shown(least.Keyword)}, which leaves no {noun} with {most.Part.Shown(most.Keyword)}");

    private static IEnumerable<Bound> Bounds(IReadOnlyList<SchemaPart> parts, string bound, string exclusive) =>
        from part in parts
        from keyword in new[] { bound, exclusive }
        let value = NumberBounds.Of(part[keyword])
        where value is not null
        select new Bound(part, keyword, value.Value, keyword == exclusive);

    private static IEnumerable<(SchemaPart Part, decimal Value)> Multiples(IReadOnlyList<SchemaPart> parts, RuleTypes types)
    {
        foreach (var part in parts)
        {
            if (NumberBounds.Of(part[KeywordName.MultipleOf]) is { } step and > 0)
            {
                yield return (part, step);
            }
        }

        if ((types & RuleTypes.Number) == RuleTypes.Integer)
        {
            yield return (parts.First(part => (RuleKeywords.Types(part.Schema) & RuleTypes.Number) == RuleTypes.Integer), 1);
        }
    }

    private static bool HasNoMultiple(Bound least, Bound most, decimal step)
    {
        if (!SampleKeywords.HasRemainder(least.Value, step) || !SampleKeywords.HasRemainder(most.Value, step))
        {
            return false;
        }

        var first = Math.Ceiling(least.Value / step) * step;
        first += least.IsExcluded && first == least.Value ? step : 0;
        return first > most.Value || (most.IsExcluded && first == most.Value);
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Bound(SchemaPart Part, string Keyword, decimal Value, bool IsExcluded);
}
