namespace SchemaSdk.Downloads;

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
        await Content.DisposeAsync().ConfigureAwait(false);
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(_folder, number == 1 ? name : SafeFileName.Numbered(name, number));
            try
            {
                File.Move(_path, path, overwrite: false);
                return path;
            }
            catch (IOException) when (Path.Exists(path))
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
