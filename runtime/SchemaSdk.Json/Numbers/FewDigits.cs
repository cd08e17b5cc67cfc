namespace SchemaSdk.CompilerServices;

/// <summary>Formats a double that has at most four digits after the decimal point, like most numbers that people choose.</summary>
/// <remarks>Finding the shortest text of an arbitrary double takes several times as long.</remarks>
internal static class FewDigits
{
    /// <summary>The maximum length of a number: a sign, ten digits, a point, and four digits.</summary>
    public const int MaxLength = 16;

    // Below this limit, a number with four decimals has at most 14 digits. Up to 15 digits, no shorter text gives the same double.
    private const double Limit = 1e10;

    private const int MaxFractionDigits = 4;

    /// <param name="value">The number.</param>
    /// <param name="buffer">A buffer of <see cref="MaxLength"/> bytes.</param>
    /// <returns>The text, at the end of the buffer; empty if the number has more digits.</returns>
    public static ReadOnlySpan<byte> Text(double value, Span<byte> buffer)
    {
        var size = Math.Abs(value);
        if (!(size < Limit) || (value == 0 && double.IsNegative(value)))
        {
            return default;
        }

        var power = 1.0;
        for (var behindPoint = 0; behindPoint <= MaxFractionDigits; behindPoint++, power *= 10)
        {
            var digits = (long)((size * power) + 0.5);
            if (digits / power == size)
            {
                return Text(value < 0, digits, behindPoint, buffer);
            }
        }

        return default;
    }

    private static ReadOnlySpan<byte> Text(bool isNegative, long digits, int behindPoint, Span<byte> buffer)
    {
        var start = buffer.Length;
        for (var written = 0; digits > 0 || written <= behindPoint; written++)
        {
            if (written == behindPoint && written > 0)
            {
                buffer[--start] = (byte)'.';
            }

            (digits, var digit) = Math.DivRem(digits, 10);
            buffer[--start] = (byte)('0' + digit);
        }

        if (isNegative)
        {
            buffer[--start] = (byte)'-';
        }

        return buffer[start..];
    }
}
