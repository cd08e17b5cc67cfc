using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SchemaSdk.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>Decodes JSON strings, and truncates JSON text for display.</summary>
internal static class JsonText
{
    /// <summary>The maximum length of a value in an error message or in <c>ToString</c>, in characters.</summary>
    public const int MaxShown = 300;

    /// <summary>The maximum length of text that is decoded on the stack. Longer text uses a rented array.</summary>
    public const int StackText = 256;

    public const int MaxInputDepth = 256;

    public static readonly JsonReaderOptions InputOptions = new() { MaxDepth = MaxInputDepth };

    /// <summary>Returns a rented array to its pool; does nothing for null.</summary>
    public static void Return<T>(T[]? rented)
    {
        if (rented is not null)
        {
            SharedBuffers.Return(rented);
        }
    }

    public static string Cut(string text, int max = MaxShown)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[max - 2]) ? max - 2 : max - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    public static string Cut(ReadOnlySpan<byte> utf8, int max = MaxShown)
    {
        // A character takes at most three bytes, so this part contains either the whole text or more than max characters.
        var enough = Math.Min(utf8.Length, (3 * max) + 4);
        return Cut(Encoding.UTF8.GetString(utf8[..enough]), max);
    }

    /// <summary>Reads the current value. Returns false if it is not a string, or contains an unpaired surrogate.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        try
        {
            value = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;   // an unpaired surrogate, which could not be written back from a C# string
        }
    }

    /// <summary>Reads the current member name or string. An unpaired surrogate, which JSON can express, becomes U+FFFD.</summary>
    public static string Decode(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Decode(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        }
    }

    /// <summary>Counts the Unicode code points of a string. An unpaired surrogate counts as one.</summary>
    /// <param name="raw">The text between the quotes, with its escape sequences.</param>
    public static int CountCodePoints(ReadOnlySpan<byte> raw)
    {
        var count = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\')
            {
                count++;
                i += raw[i + 1] != 'u' ? 1 : IsEscapedPair(raw[i..]) ? 11 : 5;
            }
            else if ((raw[i] & 0xC0) != 0x80)
            {
                count++;
            }
        }

        return count;
    }

    private static bool IsEscapedPair(ReadOnlySpan<byte> raw) =>
        raw.Length >= 12
        && raw[6] == '\\'
        && raw[7] == 'u'
        && char.IsHighSurrogate(Unit(raw.Slice(2, 4)))
        && char.IsLowSurrogate(Unit(raw.Slice(8, 4)));

    private static char Unit(ReadOnlySpan<byte> hex) =>
        (char)ushort.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain != 0)
            {
                plain = plain < 0 ? raw.Length : plain;
                text.Append(Encoding.UTF8.GetString(raw[..plain]));
                raw = raw[plain..];
            }
            else if (raw[1] != 'u')
            {
                text.Append(raw[1] switch
                {
                    (byte)'n' => '\n',
                    (byte)'r' => '\r',
                    (byte)'t' => '\t',
                    (byte)'b' => '\b',
                    (byte)'f' => '\f',
                    var same => (char)same,
                });
                raw = raw[2..];
            }
            else
            {
                var unit = Unit(raw.Slice(2, 4));
                if (IsEscapedPair(raw))
                {
                    text.Append(unit).Append(Unit(raw.Slice(8, 4)));
                    raw = raw[12..];
                }
                else
                {
                    text.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
                    raw = raw[6..];
                }
            }
        }

        return text.ToString();
    }
}
