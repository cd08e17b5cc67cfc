namespace SchemaSdk.Http;

/// <summary>Hides the token in a body: a gateway that mirrors the request into its error page must not bring it into a message.</summary>
internal static class TokenMask
{
    // A shorter token could stand in a body by chance.
    private const int ShortestSecret = 8;

    internal static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> body, string token)
    {
        if (token.Length < ShortestSecret)
        {
            return body;
        }

        // Also what is escaped: it would be whole again once the body is read.
        ReadOnlySpan<byte> begins = [(byte)token[0], (byte)'\\', (byte)'%', (byte)'&'];
        byte[]? clean = null;
        for (int next, start = 0; (next = body.Span[start..].IndexOfAny(begins)) >= 0;)
        {
            start += next;
            var length = LengthOf(token, body.Span[start..]);
            if (length > 0)
            {
                clean ??= body.ToArray();
                clean.AsSpan(start, length).Fill((byte)'*');
            }

            start += Math.Max(length, 1);
        }

        return clean ?? body;
    }

    /// <summary>How many bytes of the text are the token; zero where it does not begin with it.</summary>
    private static int LengthOf(string token, ReadOnlySpan<byte> text)
    {
        var length = 0;
        foreach (var character in token)
        {
            var (value, used) = EscapedByte.Read(text[length..]);
            if (used == 0 || value != character)
            {
                return 0;
            }

            length += used;
        }

        return length;
    }
}
