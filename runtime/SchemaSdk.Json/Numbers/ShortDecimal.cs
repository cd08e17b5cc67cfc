namespace SchemaSdk.CompilerServices;

/// <summary>A decimal number with up to 18 digits. Almost all numbers in practice fit. Comparisons are exact and fast.</summary>
internal readonly struct ShortDecimal
{
    private const int MaxDigits = 18;

    private static readonly long[] Powers = MakePowers();

    private readonly long _digits;
    private readonly int _scale;   // the number of digits after the decimal point

    private ShortDecimal(long digits, int scale) => (_digits, _scale) = (digits, scale);

    /// <summary>Reads a JSON number. Returns false if it has more than 18 digits, or an exponent.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out ShortDecimal number)
    {
        number = default;
        var isNegative = text[0] == '-';
        if (text.Length > MaxDigits + 1 + (isNegative ? 1 : 0))
        {
            return false;
        }

        var (digits, scale, count) = (0L, 0, 0);
        var hasPoint = false;
        for (var i = isNegative ? 1 : 0; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                scale += hasPoint ? 1 : 0;
                count++;
            }
            else if (text[i] == '.')
            {
                hasPoint = true;
            }
            else
            {
                return false;
            }
        }

        number = new ShortDecimal(isNegative ? -digits : digits, scale);
        return count <= MaxDigits;
    }

    public int CompareTo(ShortDecimal other) => _scale == other._scale
        ? _digits.CompareTo(other._digits)
        : ((Int128)_digits * Powers[other._scale]).CompareTo((Int128)other._digits * Powers[_scale]);

    private static long[] MakePowers()
    {
        var powers = new long[MaxDigits + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = 10 * powers[i - 1];
        }

        return powers;
    }
}
