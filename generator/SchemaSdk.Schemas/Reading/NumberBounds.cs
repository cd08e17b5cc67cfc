using System.Globalization;
using System.Numerics;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Reads numbers exactly.</summary>
internal static class NumberBounds
{
    /// <summary>The number that a value is.</summary>
    /// <param name="value">Any value; null for a keyword that is not there.</param>
    /// <returns>Null for what no decimal holds, such as the largest double or the smallest: no service means such a bound.</returns>
    public static decimal? Of(JsonNode? value) => (value as JsonValue)?.Value switch
    {
        long number => number,
        BigInteger number when BigInteger.Abs(number) <= new BigInteger(decimal.MaxValue) => (decimal)number,
        double number => OfText(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>The number that a text spells.</summary>
    /// <param name="text">As JSON has it.</param>
    public static decimal? OfText(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (number != 0 || text.TrimStart('-')[0] == '0')
            ? number
            : null;
}
