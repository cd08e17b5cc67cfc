using System.Globalization;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>Reads the <c>Cancel-After</c> header, the deadline of a prediction, such as <c>90s</c>, <c>5m</c> or <c>1h30m</c>.</summary>
internal static class CancelAfter
{
    private const double MostSeconds = 24 * 60 * 60;

    /// <summary>Returns the duration in the header; null if the duration is missing, invalid, zero or more than a day.</summary>
    public static TimeSpan? Read(string? text)
    {
        var (seconds, number) = (0d, "");
        foreach (var character in text ?? "")
        {
            if (char.IsAsciiDigit(character) || character == '.')
            {
                number += character;
                continue;
            }

            var unit = character switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
            if (unit == 0 || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return null;
            }

            (seconds, number) = (seconds + (count * unit), "");
        }

        // A number without a unit is in seconds.
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rest))
        {
            seconds += rest;
        }

        return seconds is > 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
