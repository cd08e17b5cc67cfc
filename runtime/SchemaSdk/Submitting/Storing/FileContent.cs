using SchemaSdk.Buffers;

namespace SchemaSdk.Submitting.Storing;

/// <summary>The body of one request to a service's file storage: bytes in memory, or a file that is read while it is sent.</summary>
// file: null to send the bytes. progressed: called after each chunk.
internal sealed class FileContent(SubmitEnvelope? form, UploadPart? file, ReadOnlyMemory<byte> bytes, Action progressed) : HttpContent
{
    private const int ChunkBytes = 64 << 10;

    private int _isStarted;

    /// <summary>True once a connection is open and the client has started to send the body.</summary>
    internal bool IsStarted => Volatile.Read(ref _isStarted) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0 && file is not null)
        {
            throw new IOException("A handler tried to send a file a second time. Do not use retrying handlers; the client itself retries.");
        }

        await WriteAsync(form?.Before ?? default).ConfigureAwait(false);
        await WriteAsync(bytes).ConfigureAwait(false);
        if (file is not null)
        {
            var buffer = SharedBuffers.Rent<byte>(ChunkBytes);
            var chunk = buffer.AsMemory(0, ChunkBytes);
            await file.ReadAsync(chunk, count => WriteAsync(chunk[..count]), cancellationToken).ConfigureAwait(false);

            // After an exception, the buffer is not returned to the pool, because the application's stream may still write into it.
            SharedBuffers.Return(buffer);
        }

        await WriteAsync(form?.After ?? default).ConfigureAwait(false);

        async Task WriteAsync(ReadOnlyMemory<byte> text)
        {
            for (var start = 0; start < text.Length; start += ChunkBytes)
            {
                var end = Math.Min(start + ChunkBytes, text.Length);
                await stream.WriteAsync(text[start..end], cancellationToken).ConfigureAwait(false);
                progressed();
            }
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        var ofFile = file is null ? bytes.Length : file.Content.Length;
        length = (ofFile ?? 0) + (form?.Before.Length ?? 0) + (form?.After.Length ?? 0);
        return ofFile is not null;
    }
}
