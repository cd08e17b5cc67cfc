namespace SchemaSdk.Files.Downloads;

/// <summary>A file that gets its name only once it is complete. If it is disposed of before that, it is deleted.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _folder;
    private readonly string _path;

    internal PartialFile(string folder, Func<string, Stream> create)
    {
        _folder = Path.GetFullPath(folder);
        _path = Path.Combine(_folder, $".{Guid.NewGuid():N}.part");
        Content = create(_path);
    }

    internal Stream Content { get; }

    // The stream has no buffer, so that closing the file writes nothing and cannot fail.
    internal static FileStream Create(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);

    /// <summary>
    /// Gives the file its name, or the next free name, and returns its path. An existing file is not overwritten, because it may be the
    /// only copy of an output that was charged.
    /// </summary>
    internal async Task<string> FinishAsync(string name)
    {
        await EndAsync().ConfigureAwait(false);
        var path = Reserve(name);
        try
        {
            File.Move(_path, path, overwrite: true);
        }
        catch
        {
            // Frees the reserved name again.
            File.Delete(path);
            throw;
        }

        return path;
    }

    /// <summary>Gives the file a name that only earlier downloads of the same file can have, and returns its path.</summary>
    internal async Task<string> ReplaceAsync(string name)
    {
        await EndAsync().ConfigureAwait(false);
        var path = Path.Combine(_folder, name);
        File.Move(_path, path, overwrite: true);
        return path;
    }

    private async Task EndAsync()
    {
        if (Content is FileStream file)
        {
            // Flushes first, because the name must not survive a power failure without the content. .NET cannot flush to disk
            // asynchronously.
            await Task.Run(() => file.Flush(flushToDisk: true)).ConfigureAwait(false);
        }

        await Content.DisposeAsync().ConfigureAwait(false);
    }

    // On Unix, a move that must not overwrite first checks and then moves, so two processes could get the same name. Creating the file
    // fails for all processes but one, and overwrites no other file.
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

    public void Dispose()
    {
        try
        {
            Content.Dispose();
        }
        finally
        {
            File.Delete(_path);
        }
    }
}
