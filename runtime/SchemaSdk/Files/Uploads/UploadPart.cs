using System.Globalization;
using System.Text;
using SchemaSdk.Client.Settings;

namespace SchemaSdk.Files.Uploads;

/// <summary>One open file of an attempt.</summary>
internal sealed class UploadPart
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
        if (content.Length is { } length)
        {
            CheckSize(length);
        }
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

    /// <summary>Starts to read the file.</summary>
    /// <exception cref="UploadException">The file cannot be read.</exception>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Content.BeginAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            throw BrokenOff(exception);
        }
    }

    /// <summary>Reads until the buffer is full or the file ends.</summary>
    /// <exception cref="UploadException">The file cannot be read, is too large, or has changed.</exception>
    // before: the number of bytes that were read before.
    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, long before, CancellationToken cancellationToken)
    {
        try
        {
            var count = await UploadContent.FillAsync(Content.ReadAsync, buffer, cancellationToken).ConfigureAwait(false);
            CheckRead(before + count);
            if (count < buffer.Length)
            {
                CheckEnd(before + count);
            }

            return count;
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            throw BrokenOff(exception);
        }
    }

    /// <summary>Allows other requests to read the stream, after the last read.</summary>
    // An abandoned read may still move the position of the stream, so the stream is released only after that read.
    internal void EndAfter(Task reading)
    {
        if (reading.IsCompleted)
        {
            Content.End();
        }
        else
        {
            _ = EndLaterAsync(reading);
        }
    }

    private async Task EndLaterAsync(Task reading)
    {
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Content.End();
    }

    // A stream of the application may throw anything.
    private UploadException BrokenOff(Exception exception)
    {
        var problem = exception as FileProblemException ?? StreamSource.Unreadable(exception);
        return new([UploadException.Error(Pointer, File.Source, problem)], isBegun: true, problem.InnerException);
    }

    private static bool IsStop(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    /// <exception cref="FileProblemException">More bytes were read than are allowed, or than the file had when it was opened.</exception>
    private void CheckRead(long count)
    {
        CheckSize(count);
        if (count > Content.Length)
        {
            throw Changed(count, "grew");
        }
    }

    /// <exception cref="FileProblemException">The file ended with fewer bytes than it had when it was opened.</exception>
    private void CheckEnd(long count)
    {
        if (count < Content.Length)
        {
            throw Changed(count, "shrank");
        }
    }

    // pointer: the JSON pointer of the other place that uses the same stream, which can be sent only once.
    internal static FileProblemException UsedTwice(string pointer) =>
        new(FileRules.Once, $"which cannot be rewound and is also at {pointer}; use a path or bytes for both");

    private void CheckSize(long length)
    {
        if (length > _most)
        {
            throw new FileProblemException(
                FileRules.MaxBytes,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"which as {MediaType} may have at most {_most} bytes ({_option}) but has "
                    + $"{length}{(Content.Length is null ? " or more" : "")}"))
            {
                Value = length.ToString(CultureInfo.InvariantCulture),
                Allowed = string.Create(CultureInfo.InvariantCulture, $"at most {_most} bytes"),
            };
        }
    }

    private FileProblemException Changed(long count, string how) => new(
        FileRules.Unchanged,
        string.Create(CultureInfo.InvariantCulture, $"which {how} while it was read: it had {Content.Length} bytes when it was opened"))
    {
        Value = count.ToString(CultureInfo.InvariantCulture),
        Allowed = string.Create(CultureInfo.InvariantCulture, $"{Content.Length} bytes"),
    };
}
