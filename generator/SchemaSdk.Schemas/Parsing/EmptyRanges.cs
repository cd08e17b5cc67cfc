using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>Reports keywords of one schema that together refuse every number, string, array or object.</summary>
/// <param name="problems">Where it is noted.</param>
internal sealed class EmptyRanges(ProblemList problems)
{
    /// <summary>Looks at each schema of a document.</summary>
    /// <param name="root">The normalized document.</param>
    public void Report(JsonObject root)
    {
        foreach (var schema in SchemaWalk.Of(root))
        {
            foreach (var (keyword, what) in OfNumbers(schema).Concat(OfCounts(schema)).Concat(OfItems(schema)).Concat(OfMembers(schema)))
            {
                problems.Add(ProblemKinds.NothingFits, JsonPointer.Append(JsonPointer.To(schema), keyword), what);
            }
        }
    }

    private static IEnumerable<(string Keyword, string What)> OfNumbers(JsonObject schema)
    {
        var least = Bounds(schema, KeywordName.Minimum, KeywordName.ExclusiveMinimum).OrderBy(bound => bound.Value).LastOrDefault();
        var most = Bounds(schema, KeywordName.Maximum, KeywordName.ExclusiveMaximum).OrderBy(bound => -bound.Value).LastOrDefault();
        if (least.Keyword is null || most.Keyword is null)
        {
            yield break;
        }

        var isWhole = schema[KeywordName.Type] is JsonValue { Value: "integer" };
        var step = SampleKeywords.NumberOf(schema[KeywordName.MultipleOf]) ?? (isWhole ? 1 : 0);
        var isEqual = least.Value == most.Value;
        if (least.Value > most.Value || (isEqual && (least.IsExcluded || most.IsExcluded)))
        {
            yield return With(schema, least.Keyword, $", which leaves no number with {Shown(schema, most.Keyword)}");
        }
        else if (step > 0 && HasNoMultiple(least, most, step))
        {
            var left = step == 1 ? "integer" : $"multiple of {Text(step)}";
            yield return With(schema, least.Keyword, $", which leaves no {left} with {Shown(schema, most.Keyword)}");
        }
    }

    private static IEnumerable<(string Keyword, decimal Value, bool IsExcluded)> Bounds(JsonObject schema, string bound, string exclusive)
    {
        foreach (var keyword in new[] { bound, exclusive })
        {
            if (SampleKeywords.NumberOf(schema[keyword]) is { } value)
            {
                yield return (keyword, value, keyword == exclusive);
            }
        }
    }

    private static bool HasNoMultiple(
        (string Keyword, decimal Value, bool IsExcluded) least, (string Keyword, decimal Value, bool IsExcluded) most, decimal step)
    {
        if (!SampleKeywords.HasRemainder(least.Value, step) || !SampleKeywords.HasRemainder(most.Value, step))
        {
            return false;
        }

        var first = Math.Ceiling(least.Value / step) * step;
        first += least.IsExcluded && first == least.Value ? step : 0;
        return first > most.Value || (most.IsExcluded && first == most.Value);
    }

    private static IEnumerable<(string Keyword, string What)> OfCounts(JsonObject schema)
    {
        foreach (var (least, most) in RuleKeywords.CountRanges)
        {
            if (RuleKeywords.Count(schema[least]) is { } from && RuleKeywords.Count(schema[most]) is { } to && from > to)
            {
                yield return With(schema, least, $" above {Shown(schema, most)}");
            }
        }
    }

    private static IEnumerable<(string Keyword, string What)> OfItems(JsonObject schema)
    {
        if (schema[KeywordName.Contains] is not null)
        {
            var asked = schema[KeywordName.MinContains] is null ? KeywordName.Contains : KeywordName.MinContains;
            var least = asked == KeywordName.Contains ? 1 : RuleKeywords.Count(schema[asked]) ?? 0;
            if (asked == KeywordName.Contains && RuleKeywords.Count(schema[KeywordName.MaxContains]) is 0)
            {
                yield return With(schema, KeywordName.MaxContains, $", although '{KeywordName.Contains}' asks for 1 item");
            }

            if (RuleKeywords.Count(schema[KeywordName.MaxItems]) is { } most && least > most)
            {
                yield return (asked, $"'{asked}', which asks for {Text(least)} of at most {Text(most)} items");
            }
        }

        if (RuleKeywords.Count(schema[KeywordName.MinItems]) is not { } items)
        {
            yield break;
        }

        if (schema[KeywordName.UniqueItems] is JsonValue { Value: true }
            && schema[KeywordName.Items] is JsonObject item
            && item[KeywordName.Enum] is JsonArray choices
            && choices.Count < items)
        {
            yield return With(schema, KeywordName.MinItems, $", of {Text(choices.Count)} values that may each stand there once");
        }

        if (schema[KeywordName.Items] is JsonArray places && IsFalse(schema[KeywordName.AdditionalItems]) && places.Count < items)
        {
            yield return With(schema, KeywordName.MinItems, $", of {Text(places.Count)} places without additional items");
        }
    }

    private static IEnumerable<(string Keyword, string What)> OfMembers(JsonObject schema)
    {
        var required = (schema[KeywordName.Required] as JsonArray ?? []).Select(name => (string)name!).ToList();
        if (RuleKeywords.Count(schema[KeywordName.MaxProperties]) is { } most && required.Count > most)
        {
            yield return With(schema, KeywordName.MaxProperties, $", but {Text(required.Count)} required names");
        }

        if (!IsFalse(schema[KeywordName.AdditionalProperties]) || schema[KeywordName.PatternProperties] is not null)
        {
            yield break;
        }

        // Where there are others, SSDK004 reports each such name.
        var properties = schema[KeywordName.Properties] as JsonObject ?? [];
        if (required.Count > 0 && properties.Count == 0)
        {
            yield return (KeywordName.Required, $"the required name '{required[0]}', but no property, and allows no other");
        }

        if (RuleKeywords.Count(schema[KeywordName.MinProperties]) is { } least && least > properties.Count)
        {
            yield return With(schema, KeywordName.MinProperties, $", but {Text(properties.Count)} properties, and allows no other");
        }
    }

    private static bool IsFalse(JsonNode? schema) =>
        schema is JsonValue { Value: false }
            || (schema is JsonObject { Count: 1 } only && only[KeywordName.Not] is JsonObject { Count: 0 });

    private static (string Keyword, string What) With(JsonObject schema, string keyword, string what) =>
        (keyword, Shown(schema, keyword) + what);

    private static string Shown(JsonObject schema, string keyword) => $"'{keyword}' {schema[keyword]}";

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
