namespace SchemaSdk.Pipeline.Http;

/// <summary>Masks the token in a body: a gateway may echo it in an error page, and it must not get into a message.</summary>
internal static class TokenMask
{
    // A shorter token could occur in a body by chance.
    private const int ShortestSecret = 8;

    // Fewer characters at the end of a truncated body could match the token by chance.
    private const int ShortestPart = 3;

    // The first bytes of all escapes that EscapedByte reads.
    private static ReadOnlySpan<byte> Escapes => "\\%&"u8;

    internal static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string? token) => Hide(body, token, isCut: false);

    /// <summary>Masks the token in the start of a body, which may end within the token.</summary>
    internal static ReadOnlyMemory<byte> HideInStart(ReadOnlyMemory<byte> start, string? token) => Hide(start, token, isCut: true);

    private static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string? token, bool isCut)
    {
        if (token is null || token.Length < ShortestSecret || (!isCut && !MayHave(body.Span, token)))
        {
            return body;
        }

        // Escapes are searched too, because parsing the body turns them back into the token.
        ReadOnlySpan<byte> begins = [(byte)token[0], Escapes[0], Escapes[1], Escapes[2]];
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

    // A fast check of many bytes at a time, because most answers have neither an escape nor the start of the token.
    private static bool MayHave(ReadOnlySpan<byte> body, string token)
    {
        Span<byte> start = stackalloc byte[ShortestSecret];
        for (var at = 0; at < start.Length; at++)
        {
            start[at] = (byte)token[at];
        }

        return body.IndexOfAny(Escapes) >= 0 || body.IndexOf(start) >= 0;
    }

    /// <summary>The number of bytes that the token takes up at the start of the text; zero if the text does not start with it.</summary>
    private static int LengthOf(string token, ReadOnlySpan<byte> text, bool isCut)
    {
        var length = 0;
        for (var known = 0; known < token.Length; known++)
        {
            var rest = text[length..];
            var (value, used) = EscapedByte.Read(rest);
            if (used == 0 || value != token[known])
            {
                return isCut && known >= ShortestPart && EscapedByte.IsCut(rest) ? text.Length : 0;
            }

            length += used;
        }

        return length;
    }
}
