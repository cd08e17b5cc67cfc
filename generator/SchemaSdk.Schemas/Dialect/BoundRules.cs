using System.Globalization;
using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Rules for bounds, counts and steps that are written in an unusual way or are not valid.</summary>
internal static class BoundRules
{
    private static readonly string[] Numbers = KeywordTable.Names(keyword => keyword.TakesNumber);

    private static readonly string[] Counts = KeywordTable.Names(keyword => keyword.Value is KeywordValue.Count);

    /// <summary><c>"maximum": "10"</c> means 10. A bound that is not numeric stays as it is, and is dropped later.</summary>
    /// <example>Not in the corpus, but common in schemas generated from forms.</example>
    [MethodImpl(Compiled.AtOnce)]
    public static void TextsMeanNumbers(JsonObject schema)
    {
        foreach (var keyword in Numbers)
        {
            ReadNumber(schema[keyword]);
        }

        foreach (var keyword in Counts)
        {
            ReadNumber(schema[keyword]);
        }
    }

    /// <summary>
    /// A length or a count is a whole number of 0 or more; any other value is dropped. A number that does not fit in an int is dropped
    /// too, because no value of that length can be sent.
    /// </summary>
    /// <example>json-schema-suite/tests/draft7/maxLength.json: <c>2.0</c>. No negative count was found in the corpus.</example>
    [MethodImpl(Compiled.AtOnce)]
    public static void CountsAreWhole(JsonObject schema)
    {
        foreach (var keyword in Counts)
        {
            if (schema[keyword] is JsonValue { Value: double number and >= 0 and <= int.MaxValue } count && number == Math.Floor(number))
            {
                count.Value = (long)number;
            }
            else if (schema[keyword] is { } value and not JsonValue { Value: long and >= 0 and <= int.MaxValue })
            {
                schema.Drop(keyword);
            }
        }
    }

    /// <summary>A <c>multipleOf</c> of 0 or less is dropped: no value is a multiple of 0, and a negative step is a mistake.</summary>
    /// <example>Draft 7, section 6.2.1: <c>multipleOf</c> must be greater than 0.</example>
    public static void StepIsPositive(JsonObject schema)
    {
        if (schema[KeywordName.MultipleOf] is JsonValue { Value: long and <= 0 or double and <= 0 })
        {
            schema.Drop(KeywordName.MultipleOf);
        }
    }

    private static void ReadNumber(JsonNode? bound)
    {
        if (bound is not JsonValue { Value: string text } value)
        {
            return;
        }

        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole))
        {
            value.Value = whole;
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && !double.IsNaN(number)
            && !double.IsInfinity(number))
        {
            value.Value = number;
        }
    }
}
