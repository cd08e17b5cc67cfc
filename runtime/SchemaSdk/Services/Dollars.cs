using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.Services;

/// <summary>Reads and formats amounts in US dollars. They are decimals, so that three times 0.1 is 0.3.</summary>
internal static class Dollars
{
    /// <summary>The largest amount that is accepted, which keeps sums and products of amounts in range.</summary>
    internal const decimal Most = 1_000_000_000;

    /// <summary>Reads a number or its text; null if the value has another type, is negative, or exceeds <see cref="Most"/>.</summary>
    internal static decimal? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => Read(value.GetRawText()),
        // GetString would throw on an unpaired surrogate.
        JsonValueKind.String => Read(value.GetRawText().Trim('"')),
        _ => null,
    };

    internal static decimal? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetDecimal(out var written) ? Checked(written) : null,
        // GetString would throw on invalid text, and the rest of the body would be lost too.
        JsonTokenType.String =>
            decimal.TryParse(reader.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Checked(number) : null,
        _ => null,
    };

    /// <summary>Formats an amount with at least two decimals, and with all digits of a small price.</summary>
    internal static string Write(decimal amount) => string.Create(
        CultureInfo.InvariantCulture, $"{(amount < 0 ? "-" : "")}${Math.Abs(amount):0.00##########}");

    private static decimal? Read(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Checked(number) : null;

    private static decimal? Checked(decimal amount) => amount is >= 0 and <= Most ? amount : null;
}
