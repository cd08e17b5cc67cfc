using System.Buffers.Text;
using SchemaSdk.Buffers;

namespace SchemaSdk.Files.Uploads;

/// <summary>An input with its files, opened for one attempt to send it.</summary>
// json: the body, in which placeholders stand for files. start: where the input starts in the body.
internal sealed class UploadBody(ReadOnlyMemory<byte> json, int start, List<UploadPart> parts, UploadLimits limits) : ISubmitBody
{
    // A full buffer encodes a multiple of three plain bytes, so that only the last chunk of a file ends with padding.
    private const int EncodedBytes = 64 << 10;
    private const int PlainBytes = EncodedBytes / 4 * 3;

    /// <summary>The length of the body with its files, in bytes; null if the length of a stream is unknown.</summary>
    public long? Length => parts.Aggregate(
        (long?)json.Length, static (length, part) => length + part.EncodedLength - part.File.Placeholder.Length);

    /// <exception cref="UploadException">The input is too large with its files. The files were closed. Nothing was sent.</exception>
    internal UploadBody Checked()
    {
        if (Length > limits.Request)
        {
            Dispose();
            throw TooLarge(Length.Value, isBegun: false);
        }

        return this;
    }

    /// <summary>Writes the input with its files in place of their placeholders, in chunks.</summary>
    /// <exception cref="UploadException">A file could not be read completely, so the end of the JSON was not written.</exception>
    public async Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken)
    {
        var buffer = SharedBuffers.Rent<byte>(EncodedBytes);
        var (next, written) = (0, 0L);
        foreach (var part in parts)
        {
            // The quotation marks around the placeholder are kept.
            await WriteAsync(json[next..(start + part.File.Start + 1)], isLast: false).ConfigureAwait(false);
            await WriteAsync(part.Prefix, isLast: false).ConfigureAwait(false);
            await part.ReadAsync(buffer.AsMemory(0, PlainBytes), WriteEncodedAsync, cancellationToken).ConfigureAwait(false);
            next = start + part.File.End - 1;
        }

        await WriteAsync(json[next..], isLast: true).ConfigureAwait(false);

        // After an exception, the buffer is not returned to the pool, because the application's stream may still write into it.
        SharedBuffers.Return(buffer);

        Task WriteEncodedAsync(int count)
        {
            Base64.EncodeToUtf8InPlace(buffer, count, out var encoded);
            return WriteAsync(buffer.AsMemory(0, encoded), isLast: false);
        }

        async Task WriteAsync(ReadOnlyMemory<byte> bytes, bool isLast)
        {
            written += bytes.Length;
            if (written > limits.Request)
            {
                throw TooLarge(written, isBegun: true);
            }

            goOn(isLast);
            await destination.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => parts.ForEach(static part => part.Dispose());

    private UploadException TooLarge(long length, bool isBegun) => new(
        [new ValidationError
        {
            JsonPointer = "",
            Rule = FileRules.MaxBytes,
            Message = $"With its files as base64, the input has {length}{(isBegun ? " or more" : "")} bytes; Uploads.MaxRequestBytes "
                + $"allows at most {limits.Request}.",
            Value = $"{length}",
            Allowed = $"at most {limits.Request} bytes",
        }], isBegun, inner: null);
}
