using System.Buffers.Text;
using SchemaSdk.Buffers;

namespace SchemaSdk.Files.Uploads;

/// <summary>Writes an input with its files in place of their placeholders, in chunks.</summary>
// goOn: see ISubmitBody.WriteAsync.
internal sealed class UploadWriter(UploadBody body, Stream destination, Action<bool> goOn)
{
    // A multiple of three bytes, so that only the last chunk of a file ends with padding.
    private const int EncodedBytes = 64 << 10;
    private const int PlainBytes = EncodedBytes / 4 * 3;

    private long _written;

    /// <exception cref="UploadException">A file could not be read completely, so the end of the JSON was not written.</exception>
    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        var buffer = SharedBuffers.Rent<byte>(EncodedBytes);
        var start = 0;
        foreach (var part in body.Parts)
        {
            // The quotation marks around the placeholder are kept.
            await WriteAsync(body.Json[start..(part.File.Start + 1)], isLast: false, cancellationToken).ConfigureAwait(false);
            await WriteAsync(part.Prefix, isLast: false, cancellationToken).ConfigureAwait(false);
            await WriteFileAsync(part, buffer, cancellationToken).ConfigureAwait(false);
            start = part.File.End - 1;
        }

        await WriteAsync(body.Json[start..], isLast: true, cancellationToken).ConfigureAwait(false);

        // Not returned to the pool after an exception, because a stream of the application may still write into the buffer.
        SharedBuffers.Return(buffer);
    }

    private async Task WriteFileAsync(UploadPart part, byte[] buffer, CancellationToken cancellationToken)
    {
        await part.BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (count, total) = (PlainBytes, 0L);
            while (count == PlainBytes)
            {
                count = await part.ReadAsync(buffer.AsMemory(0, PlainBytes), total, cancellationToken).ConfigureAwait(false);
                total += count;
                Base64.EncodeToUtf8InPlace(buffer, count, out var encoded);
                await WriteAsync(buffer.AsMemory(0, encoded), isLast: false, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            part.Content.End();
        }
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool isLast, CancellationToken cancellationToken)
    {
        _written += bytes.Length;
        if (_written > body.MaxLength)
        {
            throw body.TooLarge(_written, isBegun: true);
        }

        goOn(isLast);
        await destination.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }
}
