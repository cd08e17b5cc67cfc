using System.Buffers.Text;

namespace SchemaSdk.CompilerServices;

internal readonly ref partial struct JsonNumber
{
    // A number with more than 21 whole digits, or at least 6 zeros after the point, is written with an exponent, as in JavaScript.
    private const int MaxPlainWholeDigits = 21;
    private const int MaxPlainLeadingZeros = 6;

    /// <summary>Returns the maximum number of bytes that <see cref="FormatCanonical"/> writes for a number text of this length.</summary>
    public static int MaxCanonicalLength(int textLength) => textLength + MaxPlainWholeDigits + MaxTextLength;

    /// <summary>Writes the number with all digits, in a form that is the same for equal numbers. Returns how many bytes it wrote.</summary>
    public int FormatCanonical(Span<byte> output)
    {
        if (IsZero)
        {
            output[0] = (byte)'0';
            return 1;
        }

        var at = 0;
        if (IsNegative)
        {
            output[at++] = (byte)'-';
        }

        return _point is > -MaxPlainLeadingZeros and <= MaxPlainWholeDigits ? FormatPlain(output, at) : FormatExponent(output, at);
    }

    private int FormatPlain(Span<byte> output, int at)
    {
        if (_point <= 0)
        {
            "0."u8.CopyTo(output[at..]);
            at += 2;
            output[at..(at - (int)_point)].Fill((byte)'0');
            return FormatDigits(output, at - (int)_point, pointAfter: _count);
        }

        at = FormatDigits(output, at, pointAfter: (int)_point);
        var zeros = Math.Max(0, (int)_point - _count);
        output[at..(at + zeros)].Fill((byte)'0');
        return at + zeros;
    }

    private int FormatExponent(Span<byte> output, int at)
    {
        at = FormatDigits(output, at, pointAfter: 1);
        output[at++] = (byte)'e';
        if (_point > 0)
        {
            output[at++] = (byte)'+';
        }

        Utf8Formatter.TryFormat(_point - 1, output[at..], out var length);
        return at + length;
    }

    private int FormatDigits(Span<byte> output, int at, int pointAfter)
    {
        foreach (var digit in _digits)
        {
            if (digit == '.')
            {
                continue;
            }

            if (pointAfter-- == 0)
            {
                output[at++] = (byte)'.';
            }

            output[at++] = digit;
        }

        return at;
    }
}
