using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the known numbers of an open set of numbers.</summary>
/// <param name="values">The numbers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownNumbers(params double[] values)
{
    /// <summary>Returns true if a number is known; null is not.</summary>
    /// <param name="value">The number.</param>
    public bool Contains(double? value) => value is { } number && Array.IndexOf(values, number) >= 0;

    /// <summary>Reads a whole number, in any spelling.</summary>
    /// <param name="reader">On the number.</param>
    /// <exception cref="JsonException">The value is not a whole number within 64 bits.</exception>
    public static long? ReadWhole(ref Utf8JsonReader reader)
    {
        var respelled = false;
        return reader.TokenType == JsonTokenType.Null ? null
            : Codec.Int64.TryRead(ref reader, out var value, ref respelled) ? value
            : throw new JsonException($"A whole number is expected, not {reader.TokenType}.");
    }

    /// <summary>Reads a number.</summary>
    /// <param name="reader">On the number.</param>
    /// <exception cref="JsonException">The value is not a number within the range of a double.</exception>
    public static double? ReadNumber(ref Utf8JsonReader reader)
    {
        var respelled = false;
        return reader.TokenType == JsonTokenType.Null ? null
            : Codec.Double.TryRead(ref reader, out var value, ref respelled) ? value
            : throw new JsonException($"A number is expected, not {reader.TokenType}.");
    }

    /// <summary>A number as text, independent of the culture; empty for null.</summary>
    /// <param name="value">The number.</param>
    public static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A whole number as text, independent of the culture; empty for null.</summary>
    /// <param name="value">The number.</param>
    public static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Writes a number; null is written as JSON null.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The number.</param>
    internal static void Write(Utf8JsonWriter writer, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes a number; null is written as JSON null.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="value">The number.</param>
    internal static void Write(Utf8JsonWriter writer, double? value)
    {
        if (value is { } number)
        {
            Codec.Double.Write(writer, number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
