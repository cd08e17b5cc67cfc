using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

public ref partial struct JsonCheck
{
    /// <summary>Keyword <c>minimum</c>.</summary>
    /// <param name="bound">The least value.</param>
    public void Minimum(long bound)
    {
        if (IsNumber && Compare(bound) < 0 && Fails())
        {
            ReportBound("minimum", "at least", Text(bound));
        }
    }

    /// <inheritdoc cref="Minimum(long)" />
    public void Minimum(double bound)
    {
        if (IsNumber && Compare(bound) < 0 && Fails())
        {
            ReportBound("minimum", "at least", Text(bound));
        }
    }

    /// <summary>Keyword <c>minimum</c> with a bound that neither 64 bits nor a double hold exactly.</summary>
    /// <param name="bound">The text of a JSON number.</param>
    public void Minimum(ReadOnlySpan<byte> bound)
    {
        if (IsNumber && Compare(bound) < 0 && Fails())
        {
            ReportBound("minimum", "at least", Text(bound));
        }
    }

    /// <summary>Keyword <c>maximum</c>.</summary>
    /// <param name="bound">The greatest value.</param>
    public void Maximum(long bound)
    {
        if (IsNumber && Compare(bound) > 0 && Fails())
        {
            ReportBound("maximum", "at most", Text(bound));
        }
    }

    /// <inheritdoc cref="Maximum(long)" />
    public void Maximum(double bound)
    {
        if (IsNumber && Compare(bound) > 0 && Fails())
        {
            ReportBound("maximum", "at most", Text(bound));
        }
    }

    /// <summary>Keyword <c>maximum</c> with a bound that neither 64 bits nor a double hold exactly.</summary>
    /// <param name="bound">The text of a JSON number.</param>
    public void Maximum(ReadOnlySpan<byte> bound)
    {
        if (IsNumber && Compare(bound) > 0 && Fails())
        {
            ReportBound("maximum", "at most", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMinimum</c>.</summary>
    /// <param name="bound">The bound, which the value is above.</param>
    public void ExclusiveMinimum(long bound)
    {
        if (IsNumber && Compare(bound) <= 0 && Fails())
        {
            ReportBound("exclusiveMinimum", "above", Text(bound));
        }
    }

    /// <inheritdoc cref="ExclusiveMinimum(long)" />
    public void ExclusiveMinimum(double bound)
    {
        if (IsNumber && Compare(bound) <= 0 && Fails())
        {
            ReportBound("exclusiveMinimum", "above", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMinimum</c> with a bound that neither 64 bits nor a double hold exactly.</summary>
    /// <param name="bound">The text of a JSON number.</param>
    public void ExclusiveMinimum(ReadOnlySpan<byte> bound)
    {
        if (IsNumber && Compare(bound) <= 0 && Fails())
        {
            ReportBound("exclusiveMinimum", "above", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMaximum</c>.</summary>
    /// <param name="bound">The bound, which the value is below.</param>
    public void ExclusiveMaximum(long bound)
    {
        if (IsNumber && Compare(bound) >= 0 && Fails())
        {
            ReportBound("exclusiveMaximum", "below", Text(bound));
        }
    }

    /// <inheritdoc cref="ExclusiveMaximum(long)" />
    public void ExclusiveMaximum(double bound)
    {
        if (IsNumber && Compare(bound) >= 0 && Fails())
        {
            ReportBound("exclusiveMaximum", "below", Text(bound));
        }
    }

    /// <summary>Keyword <c>exclusiveMaximum</c> with a bound that neither 64 bits nor a double hold exactly.</summary>
    /// <param name="bound">The text of a JSON number.</param>
    public void ExclusiveMaximum(ReadOnlySpan<byte> bound)
    {
        if (IsNumber && Compare(bound) >= 0 && Fails())
        {
            ReportBound("exclusiveMaximum", "below", Text(bound));
        }
    }

    /// <summary>Keyword <c>multipleOf</c>, by the decimal digits: 0.3 is a multiple of 0.1.</summary>
    /// <param name="divisor">The divisor, of which the value is a multiple.</param>
    public void MultipleOf(double divisor)
    {
        Span<byte> buffer = stackalloc byte[JsonNumber.MaxTextLength];
        MultipleOf(JsonNumber.Text(divisor, buffer));
    }

    /// <inheritdoc cref="MultipleOf(double)" />
    /// <param name="divisor">The text of a JSON number.</param>
    public void MultipleOf(scoped ReadOnlySpan<byte> divisor)
    {
        if (IsNumber && !new JsonNumber(Reader.ValueSpan).IsMultipleOf(new JsonNumber(divisor)) && Fails())
        {
            ReportBound("multipleOf", "a multiple of", Text(divisor));
        }
    }

    private readonly bool IsNumber => Reader.TokenType == JsonTokenType.Number;

    private void Within(long minimum, long maximum)
    {
        if (!IsNumber || IsWithin(minimum, maximum))
        {
            return;
        }

        Minimum(minimum);
        if (maximum != long.MaxValue)
        {
            Maximum(maximum);
        }
    }

    /// <summary>Returns true if the value is certainly between two bounds; false if that takes a closer look.</summary>
    private readonly bool IsWithin(long minimum, long maximum) => Reader.ValueSpan.IndexOf((byte)'.') < 0
        ? Reader.TryGetInt64(out var whole) && whole >= minimum && whole <= maximum
        : Reader.TryGetDouble(out var value) && value > minimum && value < maximum;

    private void Within(double minimum, double maximum)
    {
        if (!IsNumber || (Reader.TryGetDouble(out var value) && value > minimum && value < maximum))
        {
            return;
        }

        Minimum(minimum);
        if (!double.IsPositiveInfinity(maximum))
        {
            Maximum(maximum);
        }
    }

    private readonly int Compare(long bound)
    {
        if (Reader.TryGetInt64(out var value))
        {
            return value.CompareTo(bound);
        }

        // Rounding keeps the order, so only where both round to the same double the digits decide.
        if (Reader.TryGetDouble(out var rounded) && rounded != bound && double.IsFinite(rounded))
        {
            return rounded.CompareTo(bound);
        }

        Span<byte> buffer = stackalloc byte[JsonNumber.MaxTextLength];
        return Compare(JsonNumber.Text(bound, buffer));
    }

    private readonly int Compare(double bound)
    {
        // Rounding keeps the order, so only where both round to the same double the digits decide.
        if (Reader.TryGetDouble(out var value) && value != bound && double.IsFinite(value))
        {
            return value.CompareTo(bound);
        }

        Span<byte> buffer = stackalloc byte[JsonNumber.MaxTextLength];
        return Compare(JsonNumber.Text(bound, buffer));
    }

    private readonly int Compare(scoped ReadOnlySpan<byte> bound) =>
        JsonNumber.Compare(new JsonNumber(Reader.ValueSpan), new JsonNumber(bound));

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ReadOnlySpan<byte> number) => Encoding.ASCII.GetString(number);

    private void ReportBound(string rule, string relation, string bound) =>
        Report(rule, $"be {relation} {bound}", $"{relation} {bound}");
}
