namespace SchemaSdk.Downloads;

/// <summary>A file that has its name only once it is whole. Disposed before, it is gone.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _folder;
    private readonly string _path;

    internal PartialFile(string folder)
    {
        _folder = Path.GetFullPath(folder);
        _path = Path.Combine(_folder, $".{Guid.NewGuid():N}.part");
        Content = new FileStream(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    internal FileStream Content { get; }

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
        Content.Dispose();
        File.Delete(_path);
    }
}
