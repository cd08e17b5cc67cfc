using System.Buffers.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>A JSON number, represented by its text. Exact for any magnitude, number of digits and notation.</summary>
internal readonly ref partial struct JsonNumber
{
    /// <summary>Enough bytes to write any <see cref="long"/> or <see cref="double"/>.</summary>
    public const int MaxTextLength = 32;

    private const long FarthestExponent = 1_000_000_000_000_000;

    private readonly ReadOnlySpan<byte> _digits;   // from the first to the last nonzero digit, with the point if it is between them
    private readonly int _count;
    private readonly long _point;                  // the number is 0.DIGITS times ten to the power of this

    public JsonNumber(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == '-';
        var mantissa = text[(isNegative ? 1 : 0)..];
        var exponent = 0L;
        var e = mantissa.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0)
        {
            exponent = ParseExponent(mantissa[(e + 1)..]);
            mantissa = mantissa[..e];
        }

        var first = mantissa.IndexOfAnyExcept((byte)'0', (byte)'.');
        if (first < 0)
        {
            return;
        }

        var point = mantissa.IndexOf((byte)'.');
        point = point < 0 ? mantissa.Length : point;
        var last = mantissa.LastIndexOfAnyExcept((byte)'0', (byte)'.');
        IsNegative = isNegative;
        _digits = mantissa[first..(last + 1)];
        _count = first < point && point < last ? _digits.Length - 1 : _digits.Length;
        _point = exponent + point - first + (first < point ? 0 : 1);
    }

    public bool IsNegative { get; }

    public bool IsZero => _count == 0;

    /// <summary>True for a whole number in any notation, such as <c>5.0</c> or <c>1e3</c>.</summary>
    public bool IsInteger => _count <= _point || IsZero;

    public static ReadOnlySpan<byte> Text(long value, Span<byte> buffer)
    {
        Utf8Formatter.TryFormat(value, buffer, out var length);
        return buffer[..length];
    }

    public static ReadOnlySpan<byte> Text(double value, Span<byte> buffer)
    {
        if (FewDigits.Text(value, buffer) is { IsEmpty: false } text)
        {
            return text;
        }

        Utf8Formatter.TryFormat(value, buffer, out var length);
        return buffer[..length];
    }

    public static int Compare(JsonNumber left, JsonNumber right)
    {
        var sign = left.Sign.CompareTo(right.Sign);
        if (sign != 0 || left.IsZero)
        {
            return sign;
        }

        var size = left._point.CompareTo(right._point);
        return (size != 0 ? size : CompareDigits(left, right)) * left.Sign;
    }

    public bool TryGetInt64(out long value)
    {
        value = 0;
        if (!IsInteger || _point > 19)
        {
            return IsZero;
        }

        var magnitude = ToUInt64();
        for (var i = _count; i < _point; i++)
        {
            magnitude *= 10;
        }

        value = IsNegative ? unchecked(-(long)magnitude) : (long)magnitude;
        return magnitude <= (ulong)long.MaxValue + (IsNegative ? 1UL : 0UL);
    }

    /// <summary>Returns true if the remainder is zero. Always true for a divisor that is zero or has more than 19 digits.</summary>
    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (IsZero || divisor.IsZero || divisor._count > 19)
        {
            return true;
        }

        // The exponent of the last nonzero digit, minus the divisor's. For 15 and 10, the result is -1, so 15 is not a multiple.
        var shift = _point - _count - (divisor._point - divisor._count);
        if (shift < 0)
        {
            return false;
        }

        UInt128 modulus = divisor.ToUInt64();
        UInt128 rest = 0;
        foreach (var digit in _digits)
        {
            rest = digit == '.' ? rest : ((rest * 10) + (uint)(digit - '0')) % modulus;
        }

        return rest * Power10(shift, modulus) % modulus == 0;
    }

    /// <summary>Returns a hash that is the same for equal numbers.</summary>
    public ulong Hash(ulong seed)
    {
        var hash = unchecked(seed + (ulong)(IsZero ? 0 : _point) + (IsNegative ? 1UL : 0UL));
        foreach (var digit in _digits)
        {
            hash = digit == '.' ? hash : JsonHash.Mix(hash, digit);
        }

        return hash;
    }

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    private static int CompareDigits(JsonNumber left, JsonNumber right)
    {
        var i = 0;
        var j = 0;
        while (i < left._digits.Length && j < right._digits.Length)
        {
            if (left._digits[i] == '.')
            {
                i++;
            }
            else if (right._digits[j] == '.')
            {
                j++;
            }
            else if (left._digits[i] != right._digits[j])
            {
                return left._digits[i] < right._digits[j] ? -1 : 1;
            }
            else
            {
                i++;
                j++;
            }
        }

        return left._count.CompareTo(right._count);
    }

    // Limits the exponent, so that sums of exponents cannot overflow.
    private static long ParseExponent(ReadOnlySpan<byte> text)
    {
        var value = 0L;
        foreach (var digit in text)
        {
            value = digit is (byte)'-' or (byte)'+' ? value : Math.Min(FarthestExponent, (value * 10) + digit - '0');
        }

        return text[0] == '-' ? -value : value;
    }

    private static UInt128 Power10(long exponent, UInt128 modulus)
    {
        var result = 1 % modulus;
        var factor = 10 % modulus;
        for (; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 0 ? result : result * factor % modulus;
            factor = factor * factor % modulus;
        }

        return result;
    }

    private ulong ToUInt64()
    {
        var value = 0UL;
        foreach (var digit in _digits)
        {
            value = digit == '.' ? value : (value * 10) + (uint)(digit - '0');
        }

        return value;
    }
}
