using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>A bound for numbers. Comparisons with it are exact.</summary>
internal sealed class NumberBound
{
    private readonly byte[] _digits;
    private readonly bool _isShort;
    private readonly ShortDecimal _value;
    private readonly double _rounded;

    /// <param name="text">The bound as the text of a JSON number.</param>
    public NumberBound(string text)
    {
        _digits = Encoding.ASCII.GetBytes(text);
        _isShort = ShortDecimal.TryRead(_digits, out _value);
        _rounded = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Shown = text.AsSpan().IndexOfAny('.', 'E') < 0 ? text : _rounded.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The bound as it appears in error messages.</summary>
    public string Shown { get; }

    /// <summary>Returns true if the bound is certainly at most the number. If false, call <see cref="Compare"/>.</summary>
    public bool IsAtMost(ShortDecimal number) => _isShort && number.CompareTo(_value) >= 0;

    /// <summary>Returns true if the bound is certainly at least the number. If false, call <see cref="Compare"/>.</summary>
    public bool IsAtLeast(ShortDecimal number) => _isShort && number.CompareTo(_value) <= 0;

    /// <summary>Compares the text of a JSON number with the bound.</summary>
    /// <returns>A negative value if the number is below the bound, a positive value if it is above, and 0 if they are equal.</returns>
    public int Compare(ReadOnlySpan<byte> number)
    {
        if (_isShort && ShortDecimal.TryRead(number, out var value))
        {
            return value.CompareTo(_value);
        }

        // Rounding to a double preserves the order, so the digits matter only if both numbers round to the same double.
        return Utf8Parser.TryParse(number, out double rounded, out _) && rounded != _rounded && double.IsFinite(rounded)
            ? rounded.CompareTo(_rounded)
            : JsonNumber.Compare(new JsonNumber(number), new JsonNumber(_digits));
    }
}
