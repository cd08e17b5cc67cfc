using System.Buffers.Text;
using System.Globalization;

namespace SchemaSdk.CompilerServices;

/// <summary>An exact sum of decimal numbers: 0.1 and 0.2 add up to 0.3.</summary>
internal struct NumberSum
{
    private static readonly Int128 Unit = Pow10(JsonNumber.MaxFractionDigits);

    // The sums are stored as 64-bit halves, because native AOT generates all code of Int128 again for each struct with an Int128 field.
    private ulong _wholeHigh;
    private ulong _wholeLow;
    private ulong _fractionHigh;
    private ulong _fractionLow;
    private long _start;        // Start plus 1, so that 0 means that no offset was recorded

    public int Count { get; private set; }

    /// <summary>The offset of the outermost array that contains the numbers. Without an array, the offset of the single number.</summary>
    public readonly long Start => _start - 1;

    private Int128 Whole
    {
        readonly get => new(_wholeHigh, _wholeLow);
        set => (_wholeHigh, _wholeLow) = ((ulong)(value >> 64), (ulong)value);
    }

    // The fraction is in units of 10^-18. It can be greater than 1, because it is the sum of several fractions.
    private Int128 Fraction
    {
        readonly get => new(_fractionHigh, _fractionLow);
        set => (_fractionHigh, _fractionLow) = ((ulong)(value >> 64), (ulong)value);
    }

    /// <summary>Records where an array starts. Only the first call has an effect.</summary>
    public void StartAt(long offset) => _start = _start == 0 ? offset + 1 : _start;

    /// <summary>Adds a JSON number that starts at an offset. Returns false if the number has too many digits.</summary>
    public bool TryAdd(ReadOnlySpan<byte> number, long offset)
    {
        StartAt(offset);
        Count++;
        if (Utf8Parser.TryParse(number, out long integer, out var used) && used == number.Length)
        {
            Whole += integer;
            return true;
        }

        if (!new JsonNumber(number).TryGetParts(out var whole, out var fraction))
        {
            return false;
        }

        Whole += whole;
        Fraction += fraction;
        return true;
    }

    public readonly bool IsEqualTo(in NumberSum other)
    {
        if (Fraction == other.Fraction)
        {
            return Whole == other.Whole;
        }

        var (carry, rest) = Int128.DivRem(other.Fraction - Fraction, Unit);
        return rest == 0 && Whole - other.Whole == carry;
    }

    /// <summary>Formats the sum as a JSON number.</summary>
    public override readonly string ToString()
    {
        var (carry, fraction) = Int128.DivRem(Fraction, Unit);
        var whole = Whole + carry;
        if (Int128.IsPositive(whole) && whole != 0 && fraction < 0)
        {
            (whole, fraction) = (whole - 1, fraction + Unit);
        }
        else if (whole < 0 && fraction > 0)
        {
            (whole, fraction) = (whole + 1, fraction - Unit);
        }

        if (fraction == 0)
        {
            return whole.ToString(CultureInfo.InvariantCulture);
        }

        var sign = whole < 0 || fraction < 0 ? "-" : "";
        var digits = Int128.Abs(fraction).ToString(CultureInfo.InvariantCulture).PadLeft(JsonNumber.MaxFractionDigits, '0').TrimEnd('0');
        return $"{sign}{Int128.Abs(whole).ToString(CultureInfo.InvariantCulture)}.{digits}";
    }

    private static Int128 Pow10(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
