namespace SchemaSdk.Pipeline.Http;

/// <summary>Hides the token in a body: a gateway that mirrors the request into its error page must not bring it into a message.</summary>
internal static class TokenMask
{
    // A shorter token could stand in a body by chance.
    private const int ShortestSecret = 8;

    // A body may end by chance with as many of its characters.
    private const int ShortestPart = 3;

    // The first bytes of all that EscapedByte reads as another character.
    private static ReadOnlySpan<byte> Escapes => "\\%&"u8;

    internal static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string token) => Hide(body, token, isCut: false);

    /// <summary>The same of a body that may have ended in the middle of the token, of which it then shows a part.</summary>
    internal static ReadOnlyMemory<byte> HideInStart(ReadOnlyMemory<byte> start, string token) => Hide(start, token, isCut: true);

    private static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string token, bool isCut)
    {
        if (token.Length < ShortestSecret || (!isCut && !MayHave(body.Span, token)))
        {
            return body;
        }

        // Also what is escaped: it would be whole again once the body is read.
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

    // Thousands of answers have nothing that is escaped, nor the beginning of the token: that is seen many bytes at a time.
    private static bool MayHave(ReadOnlySpan<byte> body, string token)
    {
        Span<byte> start = stackalloc byte[ShortestSecret];
        for (var at = 0; at < start.Length; at++)
        {
            start[at] = (byte)token[at];
        }

        return body.IndexOfAny(Escapes) >= 0 || body.IndexOf(start) >= 0;
    }

    /// <summary>The number of bytes of the text that are the token; zero if the text does not begin with it.</summary>
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
