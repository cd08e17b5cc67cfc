using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>A bound of a number, with which values are compared exactly.</summary>
internal sealed class NumberBound
{
    private readonly byte[] _digits;
    private readonly bool _isShort;
    private readonly ShortDecimal _value;
    private readonly double _rounded;

    /// <summary>Creates a bound.</summary>
    /// <param name="text">The text of a JSON number.</param>
    public NumberBound(string text)
    {
        _digits = Encoding.ASCII.GetBytes(text);
        _isShort = ShortDecimal.TryRead(_digits, out _value);
        _rounded = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Shown = text.AsSpan().IndexOfAny('.', 'E') < 0 ? text : _rounded.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The bound as in an error message.</summary>
    public string Shown { get; }

    /// <summary>Returns true if the bound is certainly not greater than a number.</summary>
    public bool IsAtMost(ShortDecimal number) => _isShort && number.CompareTo(_value) >= 0;

    /// <summary>Returns true if the bound is certainly not less than a number.</summary>
    public bool IsAtLeast(ShortDecimal number) => _isShort && number.CompareTo(_value) <= 0;

    /// <summary>Compares a number with the bound.</summary>
    /// <param name="number">The text of a JSON number.</param>
    /// <returns>Below 0 if the number is less, above 0 if it is greater.</returns>
    public int Compare(ReadOnlySpan<byte> number)
    {
        if (_isShort && ShortDecimal.TryRead(number, out var value))
        {
            return value.CompareTo(_value);
        }

        // Rounding keeps the order, so the digits are compared only if both round to the same double.
        return Utf8Parser.TryParse(number, out double rounded, out _) && rounded != _rounded && double.IsFinite(rounded)
            ? rounded.CompareTo(_rounded)
            : JsonNumber.Compare(new JsonNumber(number), new JsonNumber(_digits));
    }
}
