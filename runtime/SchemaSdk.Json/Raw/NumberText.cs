using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>Reads numbers, and detects whether they would be written back differently.</summary>
internal static class NumberText
{
    // A number of up to 15 digits stays the same if it is read as a double and written as the shortest text of that double.
    private const int SafeDigits = 15;

    public static ReadOnlySpan<byte> Of(ref Utf8JsonReader reader) =>
        reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;

    public static bool TryRead(ReadOnlySpan<byte> text, out long value, ref bool respelled)
    {
        if (Utf8Parser.TryParse(text, out value, out int length) && length == text.Length)
        {
            respelled |= value == 0 && text[0] == '-';
            return true;
        }

        respelled = true;
        return new JsonNumber(text).TryGetInt64(out value);
    }

    public static bool TryRead(ReadOnlySpan<byte> text, out double value, ref bool respelled)
    {
        if (!Utf8Parser.TryParse(text, out value, out int length) || length != text.Length || !double.IsFinite(value))
        {
            return false;
        }

        respelled |= !IsPlain(text) && !text.SequenceEqual(JsonNumber.Text(value, stackalloc byte[JsonNumber.MaxTextLength]));
        return true;
    }

    /// <summary>Writes the shortest representation of a number: the same output as the writer's own, but faster.</summary>
    /// <param name="writer">
    /// The writer, after a member name or in an unindented array. In an indented array, the number would not start on a new line.
    /// </param>
    /// <param name="value">A finite number.</param>
    public static void Write(Utf8JsonWriter writer, double value) =>
        RawJson.Write(writer, JsonNumber.Text(value, stackalloc byte[JsonNumber.MaxTextLength]));

    /// <exception cref="ArgumentException">The writer does not belong to a <see cref="JsonPrinter"/>.</exception>
    public static void WriteNotFinite(Utf8JsonWriter writer, double value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        if (!JsonPrinter.IsPrinting(writer))
        {
            throw new ArgumentException($"The value is {text}, which JSON cannot represent. Set a finite number, or null to omit it.");
        }

        writer.WriteStringValue(text);
    }

    // A quick test: if it returns false, the text may still be written back unchanged.
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
