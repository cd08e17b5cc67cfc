using System.Net;
using SchemaSdk.Buffers;
using SchemaSdk.Files.Uploads;
using SchemaSdk.Services;

namespace SchemaSdk.Submitting.Storing;

/// <summary>The body of one request to a file storage: text, a part in memory, or a file that is read while it is sent.</summary>
// file: null for bytes in memory. progressed: called after each chunk.
internal sealed class FileContent : HttpContent
{
    private const int ChunkBytes = 64 << 10;

    private readonly SubmitEnvelope? _form;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly UploadPart? _file;
    private readonly Action _progressed;
    private int _isStarted;

    internal FileContent(StorageRequest request, UploadPart? file, ReadOnlyMemory<byte> bytes, Action progressed)
    {
        (_form, _file, _bytes, _progressed) = (request.Form, file, bytes, progressed);
        if (request.ContentType is { } type)
        {
            Headers.TryAddWithoutValidation("Content-Type", type);
        }
    }

    /// <summary>Why the file could not be read to its end; null if it could.</summary>
    internal UploadException? Problem { get; private set; }

    /// <summary>The number of bytes of the file that were sent.</summary>
    internal long FileBytes { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0 && _file is not null)
        {
            throw new IOException("A handler of the application sent a file a second time. The client sends it again by itself.");
        }

        await WriteAsync(stream, _form?.Before ?? default, cancellationToken).ConfigureAwait(false);
        await (_file is null ? WriteAsync(stream, _bytes, cancellationToken) : WriteFileAsync(stream, _file, cancellationToken))
            .ConfigureAwait(false);
        await WriteAsync(stream, _form?.After ?? default, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        var ofFile = _file is null ? _bytes.Length : _file.Content.Length;
        length = (ofFile ?? 0) + (_form?.Before.Length ?? 0) + (_form?.After.Length ?? 0);
        return ofFile is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file?.Content.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task WriteFileAsync(Stream stream, UploadPart file, CancellationToken cancellationToken)
    {
        var buffer = SharedBuffers.Rent<byte>(ChunkBytes);
        try
        {
            await file.BeginAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var (count, total) = (ChunkBytes, 0L);
                while (count == ChunkBytes)
                {
                    count = await file.ReadAsync(buffer.AsMemory(0, ChunkBytes), total, cancellationToken).ConfigureAwait(false);
                    total += count;
                    await WriteAsync(stream, buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                    FileBytes = total;
                }
            }
            finally
            {
                file.Content.End();
            }
        }
        catch (UploadException problem)
        {
            Problem = problem;
            throw;
        }

        // Not returned to the pool after an exception, because a stream of the application may still write into the buffer.
        SharedBuffers.Return(buffer);
    }

    private async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var start = 0; start < bytes.Length; start += ChunkBytes)
        {
            var chunk = bytes.Slice(start, Math.Min(ChunkBytes, bytes.Length - start));
            await stream.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
            _progressed();
        }
    }
}
