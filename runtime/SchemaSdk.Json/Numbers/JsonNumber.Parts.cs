namespace SchemaSdk.CompilerServices;

internal readonly ref partial struct JsonNumber
{
    /// <summary>The maximum number of digits after the decimal point that <see cref="TryGetParts"/> accepts.</summary>
    public const int MaxFractionDigits = 18;

    private const int MaxWholeDigits = 30;

    /// <summary>Splits the number at its decimal point, if it has at most 30 digits before the point and 18 after it.</summary>
    /// <param name="whole">The number without its fraction.</param>
    /// <param name="fraction">The fraction, times ten to the power of 18. Both parts have the sign of the number.</param>
    public bool TryGetParts(out Int128 whole, out Int128 fraction)
    {
        whole = 0;
        fraction = 0;
        if (IsZero)
        {
            return true;
        }

        if (_point > MaxWholeDigits || _count - _point > MaxFractionDigits)
        {
            return false;
        }

        var left = _point;
        foreach (var digit in _digits)
        {
            if (digit == '.')
            {
                continue;
            }

            var value = IsNegative ? '0' - digit : digit - '0';
            whole = left > 0 ? (whole * 10) + value : whole;
            fraction = left > 0 ? fraction : (fraction * 10) + value;
            left--;
        }

        for (; left > 0; left--)
        {
            whole *= 10;
        }

        for (; left > -MaxFractionDigits && fraction != 0; left--)
        {
            fraction *= 10;
        }

        return true;
    }
}
