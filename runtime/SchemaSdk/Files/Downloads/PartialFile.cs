namespace SchemaSdk.Files.Downloads;

/// <summary>A file that gets its name in a folder only once it is complete. If disposed of before that, it is deleted.</summary>
// create: creates the temporary file at a path. ownName: a name that only earlier downloads of the same file can have; null to use the
// name in the file's address, or the next free one.
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
            }
            finally
            {
                File.Delete(_path);
            }
        }
    }

    internal Stream Open()
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _path = Path.Combine(_folder, $".{Guid.NewGuid():N}.part");
        return _content = create(_path);
    }

    /// <summary>Completes the file, and returns its path.</summary>
    internal async Task<string> FinishAsync(string name)
    {
        if (_content is FileStream disk)
        {
            // Flushes first, because the name must not survive a power failure without the content. .NET cannot flush to disk
            // asynchronously.
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
            // Frees the reserved name again.
            File.Delete(path);
            throw;
        }
    }

    // An existing file is not overwritten, because it may be the only copy of an output that was charged. On Unix, a move that must not
    // overwrite first checks and then moves, so two processes could get the same name. Creating the file fails for all processes but one.
    private string Reserve(string name)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(_folder, number == 1 ? name : SafeFileName.Numbered(name, number));
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
    }
}
