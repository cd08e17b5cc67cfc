using System.Text;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Uploads;

/// <summary>One open file of an attempt.</summary>
internal sealed class UploadPart : IDisposable
{
    private readonly long _most;
    private readonly string _option;

    private UploadPart(InputFile file, string pointer, UploadContent content, Func<string, (long Bytes, string Option)> limits)
    {
        (File, Pointer, Content) = (file, pointer, content);
        if (content.Head.IsEmpty)
        {
            throw new FileProblemException(FileRules.MinBytes, "which is empty") { Value = "0", Allowed = "at least 1 byte" };
        }

        MediaType = MediaTypes.Of(file.Source, content.Head.Span);
        (_most, _option) = limits(MediaType);
        Prefix = Encoding.ASCII.GetBytes($"data:{MediaType};base64,");
        Check(content.Length ?? 0, isWhole: true);
    }

    internal InputFile File { get; }

    internal string Pointer { get; }

    internal UploadContent Content { get; }

    internal string MediaType { get; }

    /// <summary>The start of the <c>data:</c> URI.</summary>
    internal ReadOnlyMemory<byte> Prefix { get; }

    /// <summary>The number of bytes of the whole URI; null if the length of a stream is unknown.</summary>
    internal long? EncodedLength => Prefix.Length + (Content.Length is { } length ? UploadLimits.Base64Length(length) : null);

    // limits: returns the maximum size of a file of a media type, and the option that sets it.
    internal static async ValueTask<UploadPart> OpenAsync(
        InputFile file, string pointer, Func<string, (long Bytes, string Option)> limits, CancellationToken cancellationToken)
    {
        var content = await file.Source.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new UploadPart(file, pointer, content, limits);
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

    /// <summary>Starts to read the file.</summary>
    /// <exception cref="UploadException">The file cannot be read.</exception>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken) => await GuardAsync(
        async () =>
        {
            await Content.BeginAsync(cancellationToken).ConfigureAwait(false);
            return 0;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <exception cref="UploadException">The file cannot be read, is too large, or has changed.</exception>
    // before: the number of bytes that were read before.
    internal ValueTask<int> ReadAsync(Memory<byte> buffer, long before, CancellationToken cancellationToken) => GuardAsync(
        async () =>
        {
            var count = await UploadContent.FillAsync(Content.ReadAsync, buffer, cancellationToken).ConfigureAwait(false);
            Check(before + count, isWhole: count < buffer.Length);
            return count;
        },
        cancellationToken);

    /// <summary>Allows other requests to read the stream, after the last read.</summary>
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

    private async ValueTask<int> GuardAsync(Func<ValueTask<int>> use, CancellationToken cancellationToken)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A stream of the application may throw anything.
            var problem = exception as FileProblemException ?? StreamSource.Unreadable(exception);
            throw new UploadException([UploadException.Error(Pointer, File.Source, problem)], isBegun: true, problem.InnerException);
        }
    }

    // count: the number of bytes that the file has as far as is known. isWhole: whether it has no more.
    private void Check(long count, bool isWhole)
    {
        if (count > _most)
        {
            throw new FileProblemException(
                FileRules.MaxBytes,
                $"which as {MediaType} may have at most {_most} bytes ({_option}) but has "
                + $"{count}{(Content.Length is null ? " or more" : "")}")
            {
                Value = $"{count}",
                Allowed = $"at most {_most} bytes",
            };
        }

        var how = count > Content.Length ? "grew" : isWhole && count < Content.Length ? "shrank" : null;
        if (how is not null)
        {
            throw new FileProblemException(
                FileRules.Unchanged, $"which {how} while it was read: it had {Content.Length} bytes when it was opened")
            {
                Value = $"{count}",
                Allowed = $"{Content.Length} bytes",
            };
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
