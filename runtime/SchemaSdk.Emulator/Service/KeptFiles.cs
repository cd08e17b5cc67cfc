namespace SchemaSdk.Emulation.Service;

/// <summary>The files that clients have uploaded. Thread-safe.</summary>
internal sealed class KeptFiles
{
    private const long MostBytes = 1L << 30;
    private const int MostFiles = 10_000;

    private readonly object _lock = new();
    private readonly Dictionary<string, StoredFile> _files = new(StringComparer.Ordinal);
    private long _bytes;

    public IReadOnlyList<StoredFile> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _files.Values];
            }
        }
    }

    public StoredFile? Find(string id)
    {
        lock (_lock)
        {
            return _files.GetValueOrDefault(id);
        }
    }

    /// <summary>Keeps a file, unless the files would then exceed the limit on their number or total size.</summary>
    public bool Add(StoredFile file)
    {
        lock (_lock)
        {
            var known = _files.GetValueOrDefault(file.Id);
            var bytes = _bytes - (known?.Content.Length ?? 0) + file.Content.Length;
            if (bytes > MostBytes || (known is null && _files.Count == MostFiles))
            {
                return false;
            }

            (_bytes, _files[file.Id]) = (bytes, file);
            return true;
        }
    }

    public void Remove(string id)
    {
        lock (_lock)
        {
            _bytes -= _files.Remove(id, out var file) ? file.Content.Length : 0;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _files.Clear();
            _bytes = 0;
        }
    }
}
