using System.Globalization;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>Writes and parses times in the formats that fal uses.</summary>
internal static class FalTime
{
    private const double MostSeconds = 24 * 60 * 60;

    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Parses a number of seconds. Returns null if the string is missing, is not a number, or is more than a day.</summary>
    public static TimeSpan? ReadSeconds(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= MostSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
