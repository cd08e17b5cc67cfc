using System.ComponentModel;
using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the numbers that a schema lists for a member. A service can also send other numbers.</summary>
/// <param name="values">The numbers.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KnownNumbers(params double[] values)
{
    /// <summary>Returns true if the schema lists this number.</summary>
    /// <param name="value">The number. For null, the result is false.</param>
    public bool Contains(double? value) => value is { } number && Array.IndexOf(values, number) >= 0;

    /// <summary>Reads a whole number in any notation, such as <c>5.0</c>. JSON null is read as null.</summary>
    /// <param name="reader">The reader, on a number or on null.</param>
    /// <exception cref="JsonException">The value is neither null nor a whole number that fits in 64 bits.</exception>
    public static long? ReadWhole(ref Utf8JsonReader reader)
    {
        var respelled = false;
        return reader.TokenType == JsonTokenType.Null ? null
            : Codec.Int64.TryRead(ref reader, out var value, ref respelled) ? value
            : throw new JsonException($"The JSON value of type {reader.TokenType} is not a whole number of at most 64 bits.");
    }

    /// <summary>Reads a number. JSON null is read as null.</summary>
    /// <param name="reader">The reader, on a number or on null.</param>
    /// <exception cref="JsonException">The value is neither null nor a number within the range of a double.</exception>
    public static double? ReadNumber(ref Utf8JsonReader reader)
    {
        var respelled = false;
        return reader.TokenType == JsonTokenType.Null ? null
            : Codec.Double.TryRead(ref reader, out var value, ref respelled) ? value
            : throw new JsonException($"The JSON value of type {reader.TokenType} is not a number within the range of a double.");
    }

    /// <summary>Formats a number with the invariant culture; returns an empty string for null.</summary>
    /// <param name="value">The number.</param>
    public static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Formats a whole number with the invariant culture; returns an empty string for null.</summary>
    /// <param name="value">The number.</param>
    public static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

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
