using System.Globalization;
using System.Numerics;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Reads numbers exactly.</summary>
internal static class NumberBounds
{
    /// <summary>Gets the number that a value holds.</summary>
    /// <param name="value">Any value; null if the keyword is missing.</param>
    /// <returns>Null if it does not fit in a decimal, such as the largest double. No service intends such a bound.</returns>
    public static decimal? Of(JsonNode? value) => (value as JsonValue)?.Value switch
    {
        long number => number,
        BigInteger number when BigInteger.Abs(number) <= new BigInteger(decimal.MaxValue) => (decimal)number,
        double number => OfText(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>Parses a number.</summary>
    /// <param name="text">The number as JSON.</param>
    public static decimal? OfText(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (number != 0 || text.TrimStart('-')[0] == '0')
            ? number
            : null;
}
