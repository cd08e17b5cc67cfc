using System.Net;
using SchemaSdk.Buffers;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting.Storing;

/// <summary>The body of one request to a file storage: bytes in memory, or a file that is read while it is sent.</summary>
// form: the text around the file; null for none. file: null for bytes in memory. progressed: called after each chunk.
internal sealed class FileContent(SubmitEnvelope? form, UploadPart? file, ReadOnlyMemory<byte> bytes, Action progressed) : HttpContent
{
    private const int ChunkBytes = 64 << 10;

    private int _isStarted;

    /// <summary>Why the file could not be read to its end; null if it could.</summary>
    internal UploadException? Problem { get; private set; }

    /// <summary>The number of bytes of the file that were sent.</summary>
    internal long FileBytes { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0 && file is not null)
        {
            throw new IOException("A handler of the application tried to send a file a second time. The client itself retries the upload.");
        }

        await WriteAsync(stream, form?.Before ?? default, cancellationToken).ConfigureAwait(false);
        await (file is null ? WriteAsync(stream, bytes, cancellationToken) : WriteFileAsync(stream, file, cancellationToken))
            .ConfigureAwait(false);
        await WriteAsync(stream, form?.After ?? default, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        var ofFile = file is null ? bytes.Length : file.Content.Length;
        length = (ofFile ?? 0) + (form?.Before.Length ?? 0) + (form?.After.Length ?? 0);
        return ofFile is not null;
    }

    private async Task WriteFileAsync(Stream stream, UploadPart part, CancellationToken cancellationToken)
    {
        var buffer = SharedBuffers.Rent<byte>(ChunkBytes);
        try
        {
            var (count, total) = (ChunkBytes, 0L);
            while (count == ChunkBytes)
            {
                count = await part.ReadAsync(buffer.AsMemory(0, ChunkBytes), total, cancellationToken).ConfigureAwait(false);
                total += count;
                await WriteAsync(stream, buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                FileBytes = total;
            }
        }
        catch (UploadException problem)
        {
            Problem = problem;
            throw;
        }
        finally
        {
            part.Content.End();
        }

        // After an exception, the buffer is not returned to the pool, because a stream of the application may still write into it.
        SharedBuffers.Return(buffer);
    }

    private async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        for (var start = 0; start < text.Length; start += ChunkBytes)
        {
            var chunk = text.Slice(start, Math.Min(ChunkBytes, text.Length - start));
            await stream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            progressed();
        }
    }
}
