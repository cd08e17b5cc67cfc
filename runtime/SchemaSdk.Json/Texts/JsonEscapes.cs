using System.Buffers.Text;
using System.Text;

namespace SchemaSdk.CompilerServices;

/// <summary>Rewrites a JSON string with as few escape sequences as possible.</summary>
internal static class JsonEscapes
{
    // The length of \u and four hexadecimal digits.
    private const int UnicodeLength = 6;

    /// <summary>
    /// Decodes all escape sequences except those of quotes, backslashes, control characters and unpaired surrogates. These get their
    /// shortest form.
    /// </summary>
    /// <param name="escaped">The text between the quotes of a valid JSON string.</param>
    /// <param name="output">A buffer of at least the same length.</param>
    /// <returns>The number of bytes written.</returns>
    internal static int Shorten(ReadOnlySpan<byte> escaped, Span<byte> output)
    {
        var written = 0;
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            plain = plain < 0 ? escaped.Length : plain;
            escaped[..plain].CopyTo(output[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (!escaped.IsEmpty)
            {
                var length = escaped[1] == 'u'
                    ? Unicode(escaped, output[written..], out var count)
                    : Short(escaped, output[written..], out count);
                escaped = escaped[length..];
                written += count;
            }
        }

        return written;
    }

    private static int Short(ReadOnlySpan<byte> escaped, Span<byte> output, out int written)
    {
        if (escaped[1] == '/')
        {
            output[0] = (byte)'/';
            written = 1;
        }
        else
        {
            escaped[..2].CopyTo(output);
            written = 2;
        }

        return 2;
    }

    private static int Unicode(ReadOnlySpan<byte> escaped, Span<byte> output, out int written)
    {
        var unit = UnitOf(escaped);
        if (char.IsHighSurrogate(unit) && escaped[UnicodeLength..].StartsWith("\\u"u8)
            && char.IsLowSurrogate(UnitOf(escaped[UnicodeLength..])))
        {
            written = new Rune(unit, UnitOf(escaped[UnicodeLength..])).EncodeToUtf8(output);
            return 2 * UnicodeLength;
        }

        if (Rune.TryCreate(unit, out var rune) && unit is >= ' ' and not ('"' or '\\'))
        {
            written = rune.EncodeToUtf8(output);
            return UnicodeLength;
        }

        if (ShortOf(unit) is not 0 and var letter)
        {
            output[0] = (byte)'\\';
            output[1] = letter;
            written = 2;
            return UnicodeLength;
        }

        // A control character, or an unpaired surrogate, which UTF-8 cannot represent.
        "\\u"u8.CopyTo(output);
        Utf8Formatter.TryFormat((ushort)unit, output[2..], out _, new('x', precision: 4));
        written = UnicodeLength;
        return UnicodeLength;
    }

    private static byte ShortOf(char unit) => unit switch
    {
        '"' or '\\' => (byte)unit,
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        _ => 0,
    };

    private static char UnitOf(ReadOnlySpan<byte> escaped)
    {
        Utf8Parser.TryParse(escaped[2..UnicodeLength], out ushort unit, out _, 'x');
        return (char)unit;
    }
}
