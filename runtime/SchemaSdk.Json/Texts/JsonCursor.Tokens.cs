using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace SchemaSdk.CompilerServices;

internal ref partial struct JsonCursor
{
    private static readonly SearchValues<byte> EndsOfPlainText = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f"u8
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"u8);

    private static JsonException NotJson() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PassSpace(ReadOnlySpan<byte> json, int at) => ByteAt(json, at) > ' ' ? at : PassSpaces(json, at);

    private static int PassSpaces(ReadOnlySpan<byte> json, int at)
    {
        while ((uint)at < (uint)json.Length && json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>Returns the byte at an offset; 0 after the end of the JSON. Valid JSON contains no 0 byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte ByteAt(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : (byte)0;

    private static int PassWord(ReadOnlySpan<byte> json, int start, ReadOnlySpan<byte> word) =>
        json[start..].StartsWith(word) ? start + word.Length : throw NotJson();

    private static int PassNumber(ReadOnlySpan<byte> json, int start)
    {
        var at = start + (ByteAt(json, start) == '-' ? 1 : 0);
        at = (uint)at < (uint)json.Length && json[at] == '0' ? at + 1 : PassDigits(json, at);
        if ((uint)at < (uint)json.Length && json[at] == '.')
        {
            at = PassDigits(json, at + 1);
        }

        if ((uint)at < (uint)json.Length && json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at = PassDigits(json, ByteAt(json, at) is (byte)'+' or (byte)'-' ? at + 1 : at);
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PassDigits(ReadOnlySpan<byte> json, int start)
    {
        var at = start;
        while ((uint)at < (uint)json.Length && (uint)(json[at] - '0') <= 9)
        {
            at++;
        }

        return at > start ? at : throw NotJson();
    }

    /// <summary>
    /// Reads a string whose first character after the opening quote is at <paramref name="start"/>. Returns the offset after its closing
    /// quote.
    /// </summary>
    private int ReadText(int start)
    {
        var json = _json;
        var end = PassPlain(json, start);
        ValueIsEscaped = ByteAt(json, end) != '"';
        end = ValueIsEscaped ? PassRest(json, end) : end;
        (_value, _length) = (start, end - start);
        return end + 1;
    }

    /// <summary>Skips the rest of a string, from its first character that is not plain. Returns the offset of the closing quote.</summary>
    private static int PassRest(ReadOnlySpan<byte> json, int start)
    {
        var end = start;
        while (ByteAt(json, end) != '"')
        {
            end = PassPlain(json, ByteAt(json, end) == '\\' ? PassEscape(json, end + 1) : throw NotJson());
        }

        return end;
    }

    /// <summary>Skips plain characters of a string, up to a quote, a backslash, a control character or the end of the JSON.</summary>
    private static int PassPlain(ReadOnlySpan<byte> json, int start)
    {
        // Most strings are short, so checking their bytes inline is faster than calling a search method.
        var at = start;
        while (json.Length - at >= Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(json[at..]);
            var ends = (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.Equals(bytes, Vector256.Min(bytes, Vector256.Create((byte)0x1F)))).ExtractMostSignificantBits();
            if (ends != 0)
            {
                return at + BitOperations.TrailingZeroCount(ends);
            }

            at += Vector256<byte>.Count;
        }

        if (json.Length - at >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(json[at..]);
            var ends = (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.Equals(bytes, Vector128.Min(bytes, Vector128.Create((byte)0x1F)))).ExtractMostSignificantBits();
            if (ends != 0)
            {
                return at + BitOperations.TrailingZeroCount(ends);
            }

            at += Vector128<byte>.Count;
        }

        var plain = json[at..].IndexOfAny(EndsOfPlainText);
        return plain < 0 ? json.Length : at + plain;
    }

    /// <summary>Skips an escape sequence, from the character after the backslash. Returns the offset after it.</summary>
    private static int PassEscape(ReadOnlySpan<byte> json, int at)
    {
        if (ByteAt(json, at) != 'u')
        {
            return ByteAt(json, at) != 0 && "\"\\/bfnrt"u8.Contains(json[at]) ? at + 1 : throw NotJson();
        }

        for (var i = 1; i <= 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)ByteAt(json, at + i)))
            {
                throw NotJson();
            }
        }

        return at + 5;
    }
}
