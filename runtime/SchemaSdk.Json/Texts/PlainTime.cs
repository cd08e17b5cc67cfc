using System.Diagnostics.CodeAnalysis;

namespace SchemaSdk.CompilerServices;

/// <summary>
/// Reads a time in the format that most services use, such as <c>2026-05-01T10:01:03.654321+00:00</c>, faster than a JSON reader.
/// </summary>
internal static class PlainTime
{
    private const int SecondsEnd = 19;   // after 2026-05-01T10:01:03
    private const int ZoneLength = 6;    // +00:00
    private const int MaxDigits = 7;     // fractional digits of a second, down to a tick

    /// <summary>Reads a time that has an offset and is in 1970 or later.</summary>
    /// <param name="text">The text between the quotes, which must not contain escape sequences.</param>
    /// <param name="time">The time; null if the method returns false.</param>
    /// <returns>True if the time was read. False may mean a time in another format, which a JSON reader can read.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out DateTimeOffset? time)
    {
        time = null;
        if (text.Length <= SecondsEnd
            || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryReadPair(text, 0, out var century) || !TryReadPair(text, 2, out var year)
            || !TryReadPair(text, 5, out var month) || !TryReadPair(text, 8, out var day)
            || !TryReadPair(text, 11, out var hour) || !TryReadPair(text, 14, out var minute) || !TryReadPair(text, 17, out var second)
            || !TryReadFraction(text[SecondsEnd..], out var ticks, out var rest)
            || !TryReadZone(rest, out var offset))
        {
            return false;
        }

        year += 100 * century;
        if (year is < 1970 or > 9998
            || month is < 1 or > 12
            || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        time = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second).AddTicks(ticks), new TimeSpan(0, offset, 0));
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
        {
            return true;
        }

        var factor = TimeSpan.TicksPerSecond;
        var at = 1;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            factor /= 10;
            ticks += factor * (text[at] - '0');
        }

        rest = text[at..];
        return at is > 1 and <= MaxDigits + 1;
    }

    private static bool TryReadZone(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text is [(byte)'Z'])
        {
            return true;
        }

        if (text.Length != ZoneLength || text[3] != ':' || text[0] is not ((byte)'+' or (byte)'-')
            || !TryReadPair(text, 1, out var hours) || !TryReadPair(text, 4, out var rest)
            || hours > 13 || rest > 59)
        {
            return false;
        }

        minutes = ((60 * hours) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryReadPair(ReadOnlySpan<byte> text, int at, out int number)
    {
        var (tens, ones) = ((uint)(text[at] - '0'), (uint)(text[at + 1] - '0'));
        number = (int)((10 * tens) + ones);
        return tens <= 9 && ones <= 9;
    }
}
