using System.Buffers;

namespace SchemaSdk.Http;

/// <summary>Reads a body into memory, up to a limit that counts what decompression made of it.</summary>
internal static class CappedBody
{
    internal const int MaxBytes = 64 << 20;

    private const int FirstBytes = 4 << 10;
    private const int MostBytesAtOnce = 1 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    // heard: told of every part as it comes; null: nobody asks.
    /// <returns>The body, without a byte order mark.</returns>
    /// <exception cref="IOException">The body is larger than <see cref="MaxBytes"/>, or broke off.</exception>
    internal static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        HttpContent content, HeardBody? heard, CancellationToken cancellationToken)
    {
        var announced = ContentDecoding.LengthOf(content);
        if (announced > MaxBytes)
        {
            throw TooLarge();
        }

        // One byte more than announced, so that the end is seen without growing. Without an announcement most bodies are small.
        var shared = announced is null ? ArrayPool<byte>.Shared.Rent(FirstBytes) : null;
        var buffer = shared ?? new byte[(int)Math.Min(announced!.Value + 1, MostBytesAtOnce)];
        var count = 0;
        var stream = await ContentDecoding.OpenAsync(content, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.ReadAsync(buffer.AsMemory(count), cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                count += read;
                heard?.Note(buffer, count);
                if (count > MaxBytes)
                {
                    throw TooLarge();
                }

                if (count == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, MaxBytes + 1));
                }
            }
        }

        if (buffer == shared)
        {
            buffer = shared.AsSpan(0, count).ToArray();
        }

        if (shared is not null)
        {
            // Not where a read was broken off: it may still write.
            ArrayPool<byte>.Shared.Return(shared);
        }

        var body = buffer.AsMemory(0, count);
        return body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
    }

    private static IOException TooLarge() => new($"The answer is larger than {MaxBytes >> 20} MiB.");
}
