using System.Buffers.Text;
using SchemaSdk.Buffers;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Uploads;

/// <summary>An input with its files, opened for one attempt to send it.</summary>
// json: the input as it was written, with placeholders.
internal sealed class UploadBody(ReadOnlyMemory<byte> json, UploadLimits limits) : ISubmitBody
{
    // A multiple of three bytes, so that only the last chunk of a file ends with padding.
    private const int EncodedBytes = 64 << 10;
    private const int PlainBytes = EncodedBytes / 4 * 3;

    // The files in the order of their placeholders.
    private readonly List<UploadPart> _parts = [];

    /// <summary>The number of bytes with the files; null if the length of a stream is unknown.</summary>
    public long? Length => _parts.Aggregate(
        (long?)json.Length, static (length, part) => length + part.EncodedLength - part.File.Placeholder.Length);

    /// <summary>Opens all files, and determines their types and sizes.</summary>
    /// <exception cref="UploadException">Some files cannot be sent. Nothing was sent.</exception>
    // pointers: the JSON pointer of each file in the input.
    internal static async ValueTask<UploadBody> OpenAsync(
        ReadOnlyMemory<byte> json, InputFiles files, IReadOnlyList<string> pointers, UploadLimits limits, CancellationToken stop)
    {
        var body = new UploadBody(json, limits);
        try
        {
            var errors = new List<ValidationError>();
            Exception? inner = null;
            foreach (var (file, pointer) in files.All.Zip(pointers))
            {
                try
                {
                    var once = file.Source.OnlyOnce;
                    body._parts.Add(once is not null && body._parts.Find(other => other.File.Source.OnlyOnce == once) is { } first
                        ? throw UploadPart.UsedTwice(first.Pointer)
                        : await UploadPart.OpenAsync(file, pointer, limits.Of, stop).ConfigureAwait(false));
                }
                catch (FileProblemException problem)
                {
                    errors.Add(UploadException.Error(pointer, file.Source, problem));
                    inner ??= problem.InnerException;
                }
            }

            return errors.Count > 0 ? throw new UploadException(errors, isBegun: false, inner)
                : body.Length > limits.Request ? throw body.TooLarge(body.Length.Value, isBegun: false)
                : body;
        }
        catch
        {
            // Nothing else would dispose the files that were opened.
            body.Dispose();
            throw;
        }
    }

    /// <summary>Writes the input with its files in place of their placeholders, in chunks.</summary>
    /// <exception cref="UploadException">A file could not be read completely, so the end of the JSON was not written.</exception>
    public async Task WriteAsync(Stream destination, Action<bool> goOn, CancellationToken cancellationToken)
    {
        var buffer = SharedBuffers.Rent<byte>(EncodedBytes);
        var (start, written) = (0, 0L);
        foreach (var part in _parts)
        {
            // The quotation marks around the placeholder are kept.
            await WriteAsync(json[start..(part.File.Start + 1)], isLast: false).ConfigureAwait(false);
            await WriteAsync(part.Prefix, isLast: false).ConfigureAwait(false);
            try
            {
                var (count, total) = (PlainBytes, 0L);
                while (count == PlainBytes)
                {
                    count = await part.ReadAsync(buffer.AsMemory(0, PlainBytes), total, cancellationToken).ConfigureAwait(false);
                    total += count;
                    Base64.EncodeToUtf8InPlace(buffer, count, out var encoded);
                    await WriteAsync(buffer.AsMemory(0, encoded), isLast: false).ConfigureAwait(false);
                }
            }
            finally
            {
                part.Content.End();
            }

            start = part.File.End - 1;
        }

        await WriteAsync(json[start..], isLast: true).ConfigureAwait(false);

        // After an exception, the buffer is not returned to the pool, because a stream of the application may still write into it.
        SharedBuffers.Return(buffer);

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

    public void Dispose() => _parts.ForEach(static part => part.Content.Dispose());

    private UploadException TooLarge(long length, bool isBegun) => new(
        [new ValidationError
        {
            JsonPointer = "",
            Rule = FileRules.MaxBytes,
            Message = $"The input has {length} bytes with its files as base64{(isBegun ? " or more" : "")}; Uploads.MaxRequestBytes allows "
                + $"{limits.Request}.",
            Value = $"{length}",
            Allowed = $"at most {limits.Request} bytes",
        }],
        isBegun,
        inner: null);
}
