using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Reads numbers and tells whether they would be written with another text.</summary>
internal static class NumberText
{
    // The shortest text of a double gives back up to 15 digits as they were.
    private const int SafeDigits = 15;

    public static ReadOnlySpan<byte> Of(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;

    public static bool TryRead(ref Utf8JsonReader reader, out long value, ref bool respelled)
    {
        if (reader.TryGetInt64(out value))
        {
            respelled |= value == 0 && Of(ref reader)[0] == '-';
            return true;
        }

        respelled = true;
        return new JsonNumber(Of(ref reader)).TryGetInt64(out value);
    }

    public static bool TryRead(ref Utf8JsonReader reader, out double value, ref bool respelled)
    {
        if (!reader.TryGetDouble(out value) || !double.IsFinite(value))
        {
            return false;
        }

        var text = Of(ref reader);
        respelled |= !IsPlain(text) && !text.SequenceEqual(JsonNumber.Text(value, stackalloc byte[JsonNumber.MaxTextLength]));
        return true;
    }

    /// <exception cref="ArgumentException">Always, unless the writer only prints.</exception>
    public static void WriteNotFinite(Utf8JsonWriter writer, double value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (!JsonPrinter.IsPrinting(writer))
        {
            throw new ArgumentException($"The value is {text}, and JSON has no such number; set a finite one, or null to leave it out.");
        }

        writer.WriteStringValue(text);
    }

    // Cheap: true only where the text comes back for certain.
    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        if (text[0] == '-')
        {
            text = text[1..];
        }

        var point = text.IndexOf((byte)'.');
        return text.Length <= SafeDigits + (point < 0 ? 0 : 1)
            && (point < 0 ? text[0] != '0' || text.Length > 1 : text[^1] != '0')
            && !text.StartsWith("0.0000"u8)
            && text.IndexOfAny((byte)'e', (byte)'E') < 0;
    }
}
