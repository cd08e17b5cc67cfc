using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

/// <summary>A bound of a number, which values are compared with exactly.</summary>
internal sealed class NumberBound
{
    private readonly byte[] _digits;
    private readonly long? _whole;
    private readonly double _value;

    /// <summary>Takes a bound.</summary>
    /// <param name="text">The text of a JSON number.</param>
    public NumberBound(string text)
    {
        Shown = text;
        _digits = Encoding.ASCII.GetBytes(text);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            _whole = whole;
            _value = whole;
        }
        else
        {
            _value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (text.AsSpan().IndexOfAny('.', 'E') >= 0)
            {
                Shown = _value.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>The bound as an error message tells it.</summary>
    public string Shown { get; }

    /// <summary>Compares a number with the bound.</summary>
    /// <param name="reader">On the number.</param>
    /// <returns>Below 0 if the number is less, above 0 if it is greater.</returns>
    public int Compare(in Utf8JsonReader reader)
    {
        if (_whole is { } bound && reader.TryGetInt64(out var whole))
        {
            return whole.CompareTo(bound);
        }

        // Rounding keeps the order, so only where both round to the same double the digits decide.
        return reader.TryGetDouble(out var value) && value != _value && double.IsFinite(value)
            ? value.CompareTo(_value)
            : JsonNumber.Compare(new JsonNumber(reader.ValueSpan), new JsonNumber(_digits));
    }
}
