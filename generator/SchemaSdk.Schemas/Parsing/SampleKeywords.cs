using System.Globalization;
using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Parsing;

/// <summary>The checks of single keywords on a value that stands in a schema, as the runtime makes them on an input.</summary>
internal static class SampleKeywords
{
    /// <summary>Beyond it a remainder of decimals may not be told.</summary>
    private const decimal MostWithRemainder = 1_000_000_000_000m;

    /// <summary>Returns true if a keyword refuses a value for certain.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <param name="value">The value, of any type.</param>
    /// <param name="patterns">Matches texts.</param>
    public static bool Refuses(KeywordRule keyword, JsonNode value, SamplePatterns patterns) => (keyword.Check, value) switch
    {
        ("Nothing" or "Unknown", _) => true,
        ("Enum", _) => !((JsonArray)JsonText.ReadAgain(keyword.Arguments[0])).Any(choice => AreEqual(choice, value)),
        ("Const", _) => !AreEqual(((JsonArray)JsonText.ReadAgain(keyword.Arguments[0]))[0], value),
        ("Texts", JsonValue { Value: string text }) => !keyword.Arguments.Contains(text),
        ("Length", JsonValue { Value: string text }) => !IsWithin(LengthOf(text), LengthOf(text), keyword.Arguments),
        ("Pattern", JsonValue { Value: string text }) => patterns.Matches(keyword.Arguments[0], text) == false,
        ("Count", JsonArray items) => !IsWithin(items.Count, items.Count, keyword.Arguments),
        ("UniqueItems", JsonArray items) => items.Distinct(JsonEquality.Comparer).Count() < items.Count,
        ("Properties", JsonObject members) => !IsWithin(members.Count, members.Count, keyword.Arguments),
        ("Required", JsonObject members) => !keyword.Arguments.All(members.ContainsKey),
        ("Dependent" or "DependentRequired", JsonObject members) =>
            members.ContainsKey(keyword.Arguments[0]) && !keyword.Arguments.All(members.ContainsKey),
        (_, JsonValue number) when NumberOf(number) is { } it && NumberOf(keyword) is { } bound => keyword.Check switch
        {
            "Minimum" => it < bound,
            "ExclusiveMinimum" => it <= bound,
            "Maximum" => it > bound,
            "ExclusiveMaximum" => it >= bound,
            "MultipleOf" => HasRemainder(it, bound) && it % bound != 0,
            _ => false,
        },
        _ => false,
    };

    /// <summary>Returns true if it can be told whether a number is a multiple of another.</summary>
    /// <param name="number">The number.</param>
    /// <param name="step">The other, which is above 0.</param>
    public static bool HasRemainder(decimal number, decimal step) =>
        Math.Abs(number) < MostWithRemainder && step > 1 / MostWithRemainder;

    /// <summary>Returns true if a count is in a range.</summary>
    /// <param name="most">The count at most.</param>
    /// <param name="least">The count at least, where it is not certain.</param>
    /// <param name="range">The least, and the greatest if there is one.</param>
    public static bool IsWithin(long most, long least, EquatableArray<string> range) =>
        most >= Count(range[0]) && (range.Count < 2 || least <= Count(range[1]));

    /// <summary>Reads a number that decimal digits hold.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>Null for another value.</returns>
    public static decimal? NumberOf(JsonNode? value) => (value as JsonValue)?.Value switch
    {
        long number => number,
        BigInteger number => NumberOf(number.ToString(CultureInfo.InvariantCulture)),
        double number => NumberOf(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static decimal? NumberOf(KeywordRule keyword) => keyword.Arguments.Count == 1 ? NumberOf(keyword.Arguments[0]) : null;

    private static decimal? NumberOf(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (number != 0 || text.TrimStart('-')[0] == '0')
            ? number
            : null;

    private static bool AreEqual(JsonNode one, JsonNode other) =>
        JsonEquality.Comparer.Equals(one, other) || (NumberOf(one) is { } number && NumberOf(other) == number);

    private static long Count(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static int LengthOf(string text) => text.Length - text.Count(char.IsLowSurrogate);
}
