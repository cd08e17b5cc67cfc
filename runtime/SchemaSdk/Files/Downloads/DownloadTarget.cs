using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>The destination of a download: a stream, which is written from its position and not closed.</summary>
// file: the name of the file, for messages. open: opens the stream, once the server sends the file.
internal sealed class DownloadTarget(string file, Func<Stream> open)
{
    // A full disk or an exceeded quota: two HRESULTs of Windows, ENOSPC, and EDQUOT of Linux and of macOS.
    private static readonly int[] FullDisk = [unchecked((int)0x80070070), unchecked((int)0x80070027), 28, 122, 69];

    private Stream? _content;
    private long _start;
    private long _length;

    internal long Written { get; private set; }

    /// <summary>True if the destination can be rewound to its start, once it is open.</summary>
    internal bool CanRestart => _content!.CanSeek;

    internal Task OpenAsync() => GuardAsync(() =>
    {
        _content = open();
        (_start, _length) = _content.CanSeek ? (_content.Position, _content.Length) : default;
        return Task.FromResult("");
    });

    internal Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await _content!.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        Written += bytes.Length;
        return "";
    });

    /// <summary>Rewinds the destination to its start and discards what was written.</summary>
    internal Task RestartAsync() => GuardAsync(() =>
    {
        _content!.Position = _start;
        if (_content.Length != _length)
        {
            // The new content may be shorter than the old content.
            _content.SetLength(_length);
        }

        Written = 0;
        return Task.FromResult("");
    });

    /// <summary>Uses the destination, and says that the file could not be saved if that fails.</summary>
    internal async Task<string> GuardAsync(Func<Task<string>> use)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A stream of the application may throw anything.
            var why = exception is IOException && FullDisk.Contains(exception.HResult)
                ? "the disk is full"
                : ErrorText.Cut(exception.Message).TrimEnd('.');
            throw new ModelDownloadException($"{file} could not be saved: {why}. {Written} bytes had been written.", exception)
            {
                IsLocal = true,
            };
        }
    }
}
