namespace SchemaSdk.Files.Downloads;

/// <summary>A download's destination stream. It is written from its current position, and stays open.</summary>
// file: the name of the file, for messages. open: called when the server starts to send the file.
internal sealed class DownloadTarget(string file, Func<Stream> open)
{
    // The codes for a full disk or an exceeded quota: two Windows HRESULTs, ENOSPC, and EDQUOT on Linux and on macOS.
    private static readonly int[] FullDisk = [unchecked((int)0x80070070), unchecked((int)0x80070027), 28, 122, 69];

    private Stream? _content;
    private long _start;
    private long _length;

    internal long Written { get; private set; }

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

    /// <summary>Rewinds the destination to where the download began and discards what was written.</summary>
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

    /// <summary>Runs a step on the destination. If the step fails, the exception says that the file could not be saved.</summary>
    internal async Task<string> GuardAsync(Func<Task<string>> use)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The application's stream can throw any exception.
            var why = exception is IOException && FullDisk.Contains(exception.HResult)
                ? "the disk is full" : ErrorText.Cut(exception.Message).TrimEnd('.');
            throw new ModelDownloadException($"{file} could not be saved: {why}. {Written} bytes had been written.", exception)
            { IsLocal = true };
        }
    }
}

/// <summary>A file in a folder. It has a temporary name until it is complete. If it is incomplete, disposal deletes it.</summary>
// ownName: a name that only this file uses, so that an existing file can be replaced; null to use the name in the file's address.
internal sealed class PartialFile(string folder, Func<string, Stream> create, string? ownName = null) : IDisposable
{
    private Stream? _content;
    private string _folder = "";
    private string _path = "";

    // The stream has no buffer, so that closing the file writes nothing and cannot fail.
    internal static FileStream Create(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);

    public void Dispose()
    {
        if (_content is not null)
        {
            try
            {
                _content.Dispose();
                File.Delete(_path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The folder was deleted or is read-only. The exception is ignored, because it would hide how the download ended.
            }
        }
    }

    internal Stream Open()
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _path = Path.Combine(_folder, $".{Guid.NewGuid():N}.part");
        return _content = create(_path);
    }

    internal async Task<string> FinishAsync(string name)
    {
        if (_content is FileStream disk)
        {
            // Without the flush, a power failure could leave the name without the content. .NET cannot flush to disk asynchronously.
            await Task.Run(() => disk.Flush(flushToDisk: true)).ConfigureAwait(false);
        }

        await _content!.DisposeAsync().ConfigureAwait(false);
        var path = ownName is null ? Reserve(name) : Path.Combine(_folder, ownName);
        try
        {
            File.Move(_path, path, overwrite: true);
            return path;
        }
        catch when (ownName is null)
        {
            // The file could not be moved to the reserved name, so the name is released.
            File.Delete(path);
            throw;
        }
    }

    // Reserves a name by creating the file, which succeeds in only one process. On Unix, File.Move is not safe even without overwriting:
    // another process may create the file after the check.
    private string Reserve(string name)
    {
        // Finds a free number by bisection, because thousands of files may have the same name.
        var (used, free) = (0, int.MaxValue);
        for (var next = 1; free - used > 1; next = free == int.MaxValue ? next * 2 : (used + free) / 2)
        {
            (used, free) = Path.Exists(PathOf(next)) ? (next, free) : (used, next);
        }

        for (var number = free; ; number++)
        {
            var path = PathOf(number);
            try
            {
                new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0).Dispose();
                return path;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && Path.Exists(path))
            {
                // The name is in use: try the next one.
            }
        }

        string PathOf(int number) => Path.Combine(_folder, number == 1 ? name : SafeFileName.Numbered(name, number));
    }
}
