using System.Globalization;
using System.Numerics;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Converts JSON numbers to decimals.</summary>
internal static class NumberBounds
{
    /// <summary>
    /// Returns a value as a decimal; null if the value is not a number. Also returns null for a number that is too large or too close to 0
    /// for a decimal, because services do not intend such numbers as bounds.
    /// </summary>
    public static decimal? Of(JsonNode? value) => (value as JsonValue)?.Value switch
    {
        long number => number,
        BigInteger number when BigInteger.Abs(number) <= new BigInteger(decimal.MaxValue) => (decimal)number,
        double number => OfText(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => null,
    };

    public static decimal? OfText(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (number != 0 || text.TrimStart('-')[0] == '0')
            ? number
            : null;
}
