namespace SchemaSdk.Pipeline.Http;

/// <summary>Masks the token in a body: a gateway may echo the token in an error page, but messages must not contain it.</summary>
internal static class TokenMask
{
    // A shorter token could occur in a body by chance.
    private const int ShortestSecret = 8;

    // Fewer characters at the end of a truncated body could match the token by chance.
    private const int ShortestPart = 3;

    private const int LongestEscape = 10;

    internal static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string? token, bool isCut = false)
    {
        if (token is null || token.Length < ShortestSecret)
        {
            return body;
        }

        // In the body, the token's first character may be escaped for JSON, HTML or a URL.
        ReadOnlySpan<byte> begins = [(byte)token[0], (byte)'\\', (byte)'%', (byte)'&'];
        byte[]? clean = null;
        for (int next, start = 0; (next = body.Span[start..].IndexOfAny(begins)) >= 0;)
        {
            start += next;
            var length = LengthOf(token, body.Span[start..], isCut);
            if (length > 0)
            {
                clean ??= body.ToArray();
                clean.AsSpan(start, length).Fill((byte)'*');
            }

            start += Math.Max(length, 1);
        }

        return clean ?? body;
    }

    /// <summary>Returns how many bytes the token takes up at the start of the text; zero if the text does not start with it.</summary>
    private static int LengthOf(string token, ReadOnlySpan<byte> text, bool isCut)
    {
        var length = 0;
        for (var known = 0; known < token.Length; known++)
        {
            var rest = text[length..];
            var (value, used) = Read(rest);
            if (used == 0 || value != token[known])
            {
                // A truncated body may end within the token or an escape. If used > 1, the escape is complete and its character is wrong.
                var isEnd = used < 2 && rest.Length < LongestEscape && rest is [] or [(byte)'\\' or (byte)'%' or (byte)'&', ..];
                return isCut && known >= ShortestPart && isEnd ? text.Length : 0;
            }

            length += used;
        }

        return length;
    }

    /// <summary>Reads one ASCII character, which JSON, HTML or a URL may have escaped.</summary>
    /// <returns>The character, and the number of bytes that it takes up: zero at the end of the text.</returns>
    private static (int Value, int Used) Read(ReadOnlySpan<byte> text) => text switch
    {
        [] => (0, 0),
        [(byte)'\\', (byte)'u', _, _, _, _, ..] => (Number(text[2..6]), 6),
        [(byte)'\\', (byte)'/' or (byte)'"' or (byte)'\\', ..] => (text[1], 2),
        [(byte)'%', _, _, ..] when Number(text[1..3]) is var code and >= 0 => (code, 3),
        [(byte)'&', ..] when text[..Math.Min(text.Length, LongestEscape)].IndexOf((byte)';') is var end and > 0
            && WebUtility.HtmlDecode(Encoding.Latin1.GetString(text[..(end + 1)])) is [var value] => (value, end + 1),
        _ => (text[0], 1),
    };

    /// <returns>The number; -1 if the digits are not a hexadecimal number.</returns>
    private static int Number(ReadOnlySpan<byte> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
