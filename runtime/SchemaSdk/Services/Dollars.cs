using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.Services;

/// <summary>An amount of US dollars, as a decimal, so three times 0.1 is 0.3.</summary>
internal static class Dollars
{
    /// <summary>The largest amount that counts as the price of a run. It also keeps sums and products of amounts in range.</summary>
    internal const decimal Most = 1_000_000_000;

    /// <summary>Reads a number, or the text of one.</summary>
    /// <returns>Null for a value that is not an amount: another type, a negative one, or more than <see cref="Most"/>.</returns>
    internal static decimal? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Read(value.GetRawText()),
        // Not GetString, which throws on half of a surrogate pair.
        JsonValueKind.String => Read(value.GetRawText().Trim('"')),
        _ => null,
    };

    /// <inheritdoc cref="Read(JsonElement)" />
    internal static decimal? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetDecimal(out var written) ? Checked(written) : null,
        // Not GetString: on invalid text it throws, and the rest of the body would be lost too.
        JsonTokenType.String =>
            decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Checked(number) : null,
        _ => null,
    };

    /// <summary>Formats an amount for people: at least cents, and all digits of a small price.</summary>
    internal static string Write(decimal amount) => string.Create(
        CultureInfo.InvariantCulture, $"{(amount < 0 ? "-" : "")}${Math.Abs(amount):0.00##########}");

    private static decimal? Read(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Checked(number) : null;

    private static decimal? Checked(decimal amount) => amount is >= 0 and <= Most ? amount : null;
}
