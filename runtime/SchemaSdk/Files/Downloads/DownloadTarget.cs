using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>The destination of a download: a stream of the application, which is written from its position and not closed.</summary>
// file: the name of the file, for messages. stream: null if a derived class opens the destination.
internal class DownloadTarget(string file, Stream? stream) : IDisposable
{
    // A full disk or an exceeded quota: two HRESULTs of Windows, ENOSPC, and EDQUOT of Linux and of macOS.
    private static readonly int[] FullDisk = [unchecked((int)0x80070070), unchecked((int)0x80070027), 28, 122, 69];

    private long _start;
    private long _length;

    internal long Written { get; private set; }

    /// <summary>True if the destination can be rewound to its start, once it is open.</summary>
    internal bool CanRestart => Content!.CanSeek;

    private protected Stream? Content { get; private set; }

    internal Task OpenAsync() => GuardAsync(() =>
    {
        Content = OpenContent();
        (_start, _length) = Content.CanSeek ? (Content.Position, Content.Length) : default;
        return Task.FromResult("");
    });

    internal Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await Content!.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        Written += bytes.Length;
        return "";
    });

    /// <summary>Rewinds the destination to its start and discards what was written.</summary>
    internal Task RestartAsync() => GuardAsync(() =>
    {
        Content!.Position = _start;
        if (Content.Length != _length)
        {
            // The new content may be shorter than the old content.
            Content.SetLength(_length);
        }

        Written = 0;
        return Task.FromResult("");
    });

    /// <summary>Completes the file.</summary>
    /// <returns>The path of the file; empty if the destination has none.</returns>
    internal Task<string> FinishAsync(string name) => GuardAsync(() => FinishContentAsync(name));

    public virtual void Dispose()
    {
    }

    private protected virtual Stream OpenContent() => stream!;

    private protected virtual Task<string> FinishContentAsync(string name) => Task.FromResult("");

    private async Task<string> GuardAsync(Func<Task<string>> use)
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
