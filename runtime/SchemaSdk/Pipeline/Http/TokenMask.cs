namespace SchemaSdk.Pipeline.Http;

/// <summary>Hides the token in a body: if a gateway mirrors the request in its error page, the token must not get into a message.</summary>
internal static class TokenMask
{
    // A shorter token could be in a body by chance.
    private const int ShortestSecret = 8;

    // The end of a body may match this many of its characters by chance.
    private const int ShortestPart = 3;

    // The first bytes of everything that EscapedByte reads as another character.
    private static ReadOnlySpan<byte> Escapes => "\\%&"u8;

    internal static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string token) => Hide(body, token, isCut: false);

    /// <summary>The same for a body that may end within the token and so show a part of it.</summary>
    internal static ReadOnlyMemory<byte> HideInStart(ReadOnlyMemory<byte> start, string token) => Hide(start, token, isCut: true);

    private static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string token, bool isCut)
    {
        if (token.Length < ShortestSecret || (!isCut && !MayHave(body.Span, token)))
        {
            return body;
        }

        // Also finds escaped characters, which would be the token again once the body is read.
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

    // Most of thousands of answers have neither an escape nor the start of the token. That is checked many bytes at a time.
    private static bool MayHave(ReadOnlySpan<byte> body, string token)
    {
        Span<byte> start = stackalloc byte[ShortestSecret];
        for (var at = 0; at < start.Length; at++)
        {
            start[at] = (byte)token[at];
        }

        return body.IndexOfAny(Escapes) >= 0 || body.IndexOf(start) >= 0;
    }

    /// <summary>The number of bytes of the token at the start of the text; zero if the text does not start with it.</summary>
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
