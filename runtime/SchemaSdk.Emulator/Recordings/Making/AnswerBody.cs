using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Emulation.Recordings.Making;

/// <summary>Reads the bodies of answers in such a way that the client can still read them.</summary>
internal static class AnswerBody
{
    /// <summary>Reads and decompresses a body. The client can read the body again afterwards.</summary>
    /// <exception cref="HttpRequestException">The body was interrupted, or is too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(CappedBody.MaxBytes).WaitAsync(cancellationToken).ConfigureAwait(false);
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return await DecodeAsync(content, bytes).ConfigureAwait(false);
    }

    /// <summary>Decompresses the bytes of a body.</summary>
    /// <exception cref="IOException">The body cannot be decompressed.</exception>
    public static async Task<ReadOnlyMemory<byte>> DecodeAsync(HttpContent content, byte[] bytes)
    {
        using var copy = new ByteArrayContent(bytes);
        foreach (var encoding in content.Headers.ContentEncoding)
        {
            copy.Headers.ContentEncoding.Add(encoding);
        }

        return await CappedBody.ReadAsync(copy, CappedBody.MaxBytes, heard: null, CancellationToken.None).ConfigureAwait(false);
    }
}
