using System.Text;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Uploads;

/// <summary>One open file of an attempt.</summary>
// Pointer: its JSON pointer in the input. Limit: the maximum size of a file of its media type, and the option that sets it.
internal sealed record UploadPart(
    InputFile File, string Pointer, UploadContent Content, string MediaType, (long Bytes, string Option) Limit)
    : IDisposable
{
    /// <summary>The start of the <c>data:</c> URI.</summary>
    internal ReadOnlyMemory<byte> Prefix { get; } = Encoding.ASCII.GetBytes($"data:{MediaType};base64,");

    /// <summary>The number of bytes of the whole URI; null if the length of a stream is unknown.</summary>
    internal long? EncodedLength => Prefix.Length + (Content.Length is { } length ? UploadLimits.Base64Length(length) : null);

    /// <exception cref="FileProblemException">The file cannot be sent.</exception>
    // limits: returns the maximum size of a file of a media type, and the option that sets it.
    internal static async ValueTask<UploadPart> OpenAsync(
        InputFile file, string pointer, Func<string, (long Bytes, string Option)> limits, CancellationToken cancellationToken)
    {
        var content = await file.Source.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (content.Head.IsEmpty)
            {
                throw new FileProblemException(FileRules.MinBytes, "which is empty", value: "0", allowed: "at least 1 byte");
            }

            var mediaType = MediaTypes.Of(file.Source, content.Head.Span);
            var part = new UploadPart(file, pointer, content, mediaType, limits(mediaType));
            part.Check(content.Length ?? 0, isWhole: true);
            return part;
        }
        catch
        {
            // Nothing else would dispose the content.
            content.Dispose();
            throw;
        }
    }

    public void Dispose() => Content.Dispose();

    // pointer: the JSON pointer of the other place that uses the same stream, which can be sent only once.
    internal static FileProblemException UsedTwice(string pointer) =>
        new(FileRules.Once, $"which cannot be rewound and is also at {pointer}; use a path or bytes for both");

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <exception cref="UploadException">The file cannot be read, is too large, or has changed.</exception>
    // before: the number of bytes of the file that were already read.
    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, long before, CancellationToken cancellationToken)
    {
        try
        {
            var count = await UploadContent.FillAsync(Content.ReadAsync, buffer, cancellationToken).ConfigureAwait(false);
            Check(before + count, isWhole: count < buffer.Length);
            return count;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A stream of the application may throw anything.
            var problem = exception as FileProblemException ?? StreamSource.Unreadable(exception);
            throw new UploadException([UploadException.Error(Pointer, File.Source, problem)], isBegun: true, problem.InnerException);
        }
    }

    /// <summary>Allows other requests to read the stream once the last read has ended.</summary>
    // An abandoned read may still move the position of the stream, so the stream is released only after that read.
    internal void EndAfter(Task reading)
    {
        _ = EndAsync();

        async Task EndAsync()
        {
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Content.End();
        }
    }

    // count: the file has at least this many bytes. isWhole: whether it has exactly this many.
    private void Check(long count, bool isWhole)
    {
        if (count > Limit.Bytes)
        {
            var orMore = Content.Length is null ? " or more" : "";
            throw new FileProblemException(
                FileRules.MaxBytes,
                $"which as {MediaType} may have at most {Limit.Bytes} bytes ({Limit.Option}) but has {count}{orMore}",
                value: $"{count}",
                allowed: $"at most {Limit.Bytes} bytes");
        }

        if (count > Content.Length || (isWhole && count < Content.Length))
        {
            throw new FileProblemException(
                FileRules.Unchanged,
                $"which {(count > Content.Length ? "grew" : "shrank")} while it was read: "
                + $"it had {Content.Length} bytes when it was opened",
                value: $"{count}",
                allowed: $"{Content.Length} bytes");
        }
    }
}

/// <summary>Some files of an input cannot be sent, or cannot be sent completely.</summary>
internal sealed class UploadException(IReadOnlyList<ValidationError> errors, bool isBegun, Exception? inner)
    : BrokenBodyException(errors[0].Message, inner)
{
    internal IReadOnlyList<ValidationError> Errors => errors;

    /// <summary>True if sending had started. The end of the JSON was not sent.</summary>
    internal bool IsBegun => isBegun;

    internal static ValidationError Error(string pointer, UploadSource source, FileProblemException problem) => new()
    {
        JsonPointer = pointer,
        Rule = problem.Rule,
        Message = $"{(pointer.Length == 0 ? "The input" : pointer)} is {source}, {problem.Message}.",
        Value = problem.Value,
        Allowed = problem.Allowed,
    };
}
