namespace SchemaSdk.Files.Downloads;

/// <summary>A file that has its name only once it is whole. Disposed before, it is gone.</summary>
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

    // Without a buffer: what is closed then has nothing left to write, and so nothing to fail at.
    internal static FileStream Create(string path) =>
        new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);

    /// <summary>
    /// Gives it its name, or the next free one: it may be the only copy of something paid for, and so may the other file.
    /// </summary>
    /// <returns>Its path.</returns>
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
            // Goes on as it is; only the name would stay taken.
            File.Delete(path);
            throw;
        }

        return path;
    }

    /// <summary>Gives it a name that no other file has: what stands there is an earlier download of the same one.</summary>
    /// <returns>Its path.</returns>
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
            // A name must not outlive a power cut that its content does not. Nothing in .NET does this without holding a thread.
            await Task.Run(() => file.Flush(flushToDisk: true)).ConfigureAwait(false);
        }

        await Content.DisposeAsync().ConfigureAwait(false);
    }

    // A move that overwrites nothing looks first and moves then, on Unix: two that look at once end in one name. Only one of all processes
    // creates a file, and nobody else's is overwritten.
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
                // Taken: the next one.
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
