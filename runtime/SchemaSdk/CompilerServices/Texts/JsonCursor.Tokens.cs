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
    private readonly int PassSpace(int at) => ByteAt(at) > ' ' ? at : PassSpaces(at);

    private readonly int PassSpaces(int at)
    {
        while ((uint)at < (uint)_json.Length && _json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>The byte at a place. Behind the end it is 0, which JSON never has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte ByteAt(int at) => (uint)at < (uint)_json.Length ? _json[at] : (byte)0;

    private readonly int PassWord(int start, ReadOnlySpan<byte> word) =>
        _json[start..].StartsWith(word) ? start + word.Length : throw NotJson();

    private readonly int PassNumber(int start)
    {
        var json = _json;
        var at = start + (ByteAt(start) == '-' ? 1 : 0);
        at = (uint)at < (uint)json.Length && json[at] == '0' ? at + 1 : PassDigits(json, at);
        if ((uint)at < (uint)json.Length && json[at] == '.')
        {
            at = PassDigits(json, at + 1);
        }

        if ((uint)at < (uint)json.Length && json[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at = PassDigits(json, ByteAt(at) is (byte)'+' or (byte)'-' ? at + 1 : at);
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

    /// <param name="start">Behind the first quote.</param>
    /// <returns>Behind the last one.</returns>
    private int ReadText(int start)
    {
        ValueIsEscaped = false;
        var end = PassPlain(start);
        while (ByteAt(end) != '"')
        {
            ValueIsEscaped = true;
            end = PassPlain(ByteAt(end) == '\\' ? PassEscape(end + 1) : throw NotJson());
        }

        (_value, _length) = (start, end - start);
        return end + 1;
    }

    /// <summary>Passes what stands for itself in a string, to a quote, a backslash, a control character or the end of the text.</summary>
    private readonly int PassPlain(int start)
    {
        var json = _json[start..];
        var at = 0;

        // Most texts are short, and to look at the first bytes takes less than to call for a search.
        if (json.Length >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(json);
            var ends = (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.Equals(bytes, Vector128.Min(bytes, Vector128.Create((byte)0x1F)))).ExtractMostSignificantBits();
            if (ends != 0)
            {
                return start + BitOperations.TrailingZeroCount(ends);
            }

            at = Vector128<byte>.Count;
        }

        var plain = json[at..].IndexOfAny(EndsOfPlainText);
        return plain < 0 ? _json.Length : start + at + plain;
    }

    /// <param name="at">Behind the backslash.</param>
    private readonly int PassEscape(int at)
    {
        if (ByteAt(at) != 'u')
        {
            return ByteAt(at) != 0 && "\"\\/bfnrt"u8.Contains(_json[at]) ? at + 1 : throw NotJson();
        }

        for (var i = 1; i <= 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)ByteAt(at + i)))
            {
                throw NotJson();
            }
        }

        return at + 5;
    }
}
