using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Reads and writes dates with a time in the formats of RFC 3339.</summary>
internal static class DateText
{
    private const int MaxLength = 64;
    private const int Separator = 10;    // the position of T in 2026-01-31T12:00:00
    private const int SecondsEnd = 19;
    private const int MaxDigits = 16;    // the most fractional digits that System.Text.Json reads

    /// <summary>Reads a date and time. A lowercase t or z is accepted. A time without an offset is in UTC.</summary>
    /// <exception cref="InvalidOperationException">The string contains an unpaired surrogate.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        if (TryReadUpper(ref reader, out value))
        {
            return true;
        }

        if ((reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) is < SecondsEnd or > MaxLength)
        {
            return false;
        }

        Span<byte> text = stackalloc byte[MaxLength + 2];
        text[0] = (byte)'"';
        var length = reader.CopyString(text[1..]);
        text[length + 1] = (byte)'"';

        // Decoded characters that no date has, such as a line break or a quote, could make the text invalid JSON.
        if (text.Slice(1, length).IndexOfAnyExcept("0123456789-:.+TtZz"u8) >= 0)
        {
            return false;
        }

        Raise(ref text[1 + Separator], (byte)'t');
        Raise(ref text[length], (byte)'z');
        var raised = new Utf8JsonReader(text[..(length + 2)], isFinalBlock: false, default);
        return raised.Read() && raised.TokenType == JsonTokenType.String && TryReadUpper(ref raised, out value);
    }

    /// <summary>
    /// Writes a date in the format of the date that it replaces. An offset of zero is written as Z if the replaced date had Z. The fraction
    /// gets at least as many digits as in the replaced date.
    /// </summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The new date.</param>
    /// <param name="spelling">The JSON of the replaced date.</param>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset value, ReadOnlySpan<byte> spelling)
    {
        var like = spelling.Trim((byte)'"');
        if (like.Length is < SecondsEnd or > MaxLength || like[Separator] is not ((byte)'T' or (byte)'t') || like.Contains((byte)'\\'))
        {
            writer.WriteStringValue(value);
            return;
        }

        Span<char> text = stackalloc char[MaxLength];
        value.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        text[Separator] = (char)like[Separator];
        var fraction = like.Length > SecondsEnd && like[SecondsEnd] == '.' ? like[(SecondsEnd + 1)..] : default;
        var end = fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length += AddFraction(text[length..], value.Ticks % TimeSpan.TicksPerSecond, Math.Min(end < 0 ? fraction.Length : end, MaxDigits));
        if (value.Offset == TimeSpan.Zero && like[^1] is ((byte)'Z' or (byte)'z'))
        {
            text[length++] = (char)like[^1];
        }
        else
        {
            value.TryFormat(text[length..], out var zone, "zzz", CultureInfo.InvariantCulture);
            length += zone;
        }

        writer.WriteStringValue(text[..length]);
    }

    private static bool TryReadUpper(ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        // TryGetDateTimeOffset would read a time without an offset in the time zone of the machine.
        if (reader.TryGetDateTime(out var time) && time.Kind == DateTimeKind.Unspecified)
        {
            value = new DateTimeOffset(time, TimeSpan.Zero);
            return true;
        }

        return reader.TryGetDateTimeOffset(out value);
    }

    private static int AddFraction(Span<char> text, long ticks, int digits)
    {
        var factor = TimeSpan.TicksPerSecond;
        var length = 0;
        while (length < digits || ticks > 0)
        {
            // Ticks give seven fractional digits; further digits are 0.
            factor /= 10;
            text[++length] = (char)('0' + (factor > 0 ? ticks / factor : 0));
            ticks = factor > 0 ? ticks % factor : 0;
        }

        text[0] = '.';
        return length == 0 ? 0 : length + 1;
    }

    private static void Raise(ref byte letter, byte lower)
    {
        if (letter == lower)
        {
            letter -= 'a' - 'A';
        }
    }
}
