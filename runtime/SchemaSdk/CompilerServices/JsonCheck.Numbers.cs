using System.Globalization;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    /// <summary>Keyword <c>minimum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">The least value.</param>
    public void Minimum(ref Utf8JsonReader reader, long bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) < 0)
        {
            ReportBound(ref reader, "minimum", "at least", Text(bound));
        }
    }

    /// <summary>Keyword <c>minimum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">The least value.</param>
    public void Minimum(ref Utf8JsonReader reader, double bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) < 0)
        {
            ReportBound(ref reader, "minimum", "at least", Text(bound));
        }
    }

    /// <summary>Keyword <c>maximum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">The greatest value.</param>
    public void Maximum(ref Utf8JsonReader reader, long bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) > 0)
        {
            ReportBound(ref reader, "maximum", "at most", Text(bound));
        }
    }

    /// <summary>Keyword <c>maximum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">The greatest value.</param>
    public void Maximum(ref Utf8JsonReader reader, double bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) > 0)
        {
            ReportBound(ref reader, "maximum", "at most", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMinimum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">What the value is above.</param>
    public void ExclusiveMinimum(ref Utf8JsonReader reader, long bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) <= 0)
        {
            ReportBound(ref reader, "exclusiveMinimum", "above", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMinimum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">What the value is above.</param>
    public void ExclusiveMinimum(ref Utf8JsonReader reader, double bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) <= 0)
        {
            ReportBound(ref reader, "exclusiveMinimum", "above", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMaximum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">What the value is below.</param>
    public void ExclusiveMaximum(ref Utf8JsonReader reader, long bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) >= 0)
        {
            ReportBound(ref reader, "exclusiveMaximum", "below", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMaximum</c>.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="bound">What the value is below.</param>
    public void ExclusiveMaximum(ref Utf8JsonReader reader, double bound)
    {
        if (IsNumber(ref reader) && Compare(ref reader, bound) >= 0)
        {
            ReportBound(ref reader, "exclusiveMaximum", "below", Text(bound));
        }
    }

    /// <summary>Keyword <c>multipleOf</c>, by the decimal digits: 0.3 is a multiple of 0.1.</summary>
    /// <param name="reader">On the first token of the value, where it stays.</param>
    /// <param name="divisor">What the value is a multiple of.</param>
    public void MultipleOf(ref Utf8JsonReader reader, double divisor)
    {
        if (!IsNumber(ref reader))
        {
            return;
        }

        Span<byte> buffer = stackalloc byte[JsonNumber.MaxTextLength];
        if (!new JsonNumber(reader.ValueSpan).IsMultipleOf(new JsonNumber(JsonNumber.Text(divisor, buffer))))
        {
            ReportBound(ref reader, "multipleOf", "a multiple of", Text(divisor));
        }
    }

    private static bool IsNumber(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number;

    private static int Compare(ref Utf8JsonReader reader, long bound)
    {
        if (reader.TryGetInt64(out var value))
        {
            return value.CompareTo(bound);
        }

        Span<byte> buffer = stackalloc byte[JsonNumber.MaxTextLength];
        return JsonNumber.Compare(new JsonNumber(reader.ValueSpan), new JsonNumber(JsonNumber.Text(bound, buffer)));
    }

    private static int Compare(ref Utf8JsonReader reader, double bound)
    {
        // Rounding keeps the order, so only where both round to the same double the digits decide.
        if (reader.TryGetDouble(out var value) && value != bound && double.IsFinite(value))
        {
            return value.CompareTo(bound);
        }

        Span<byte> buffer = stackalloc byte[JsonNumber.MaxTextLength];
        return JsonNumber.Compare(new JsonNumber(reader.ValueSpan), new JsonNumber(JsonNumber.Text(bound, buffer)));
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private void ReportBound(ref Utf8JsonReader reader, string rule, string relation, string bound) =>
        Report(reader.TokenStartIndex, rule, $"be {relation} {bound}", $"{relation} {bound}");
}
