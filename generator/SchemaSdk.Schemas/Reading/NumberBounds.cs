using System.Globalization;
using System.Numerics;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Reading;

/// <summary>Reads the bounds of numbers exactly.</summary>
internal static class NumberBounds
{
    /// <summary>A bound.</summary>
    /// <param name="bound">What stands in the keyword.</param>
    /// <returns>Null for what no decimal holds, such as the largest double: no service means such a bound.</returns>
    public static decimal? Of(JsonNode? bound) => (bound as JsonValue)?.Value switch
    {
        long value => value,
        BigInteger value when BigInteger.Abs(value) <= new BigInteger(decimal.MaxValue) => (decimal)value,
        double value when Math.Abs(value) < 7.9e28 =>
            decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => null,
    };
}
