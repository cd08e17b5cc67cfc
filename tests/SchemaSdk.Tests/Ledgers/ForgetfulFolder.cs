using SchemaSdk.Ledgers.Storage;

namespace SchemaSdk.Tests.Ledgers;

/// <summary>A folder in memory that loses the names, and the bytes, that were not flushed when the power goes.</summary>
internal sealed class ForgetfulFolder : ILedgerFolder
{
    private readonly object _gate = new();
    private readonly Dictionary<string, ForgetfulDisk> _names = [];
    private Dictionary<string, ForgetfulDisk> _durable = [];
    private int _steps;

    public ForgetfulFolder()
    {
    }

    public ForgetfulFolder(string path, ForgetfulDisk disk)
    {
        _names.Add(path, disk);
        _durable.Add(path, disk);
    }

    /// <summary>The number of writes, flushes and changes of names so far.</summary>
    public int Steps => _steps;

    /// <summary>The number of those that still work; the process ends at the next one.</summary>
    public int Left { get; set; } = int.MaxValue;

    /// <summary>Fails for the steps that it returns an exception for; the process goes on.</summary>
    public Func<string, Exception?>? Fails { get; set; }

    /// <summary>Called once a file has another name.</summary>
    public Action? Renamed { get; set; }

    public IReadOnlyCollection<string> Names => _names.Keys;

    /// <summary>The length of a file.</summary>
    public long LengthOf(string path)
    {
        lock (_gate)
        {
            return _names[path].Length;
        }
    }

    /// <summary>The bytes of a file, flushed or not.</summary>
    public byte[] ContentOf(string path)
    {
        lock (_gate)
        {
            return _names[path].AfterPowerLoss(int.MaxValue);
        }
    }

    public bool Has(string path) => _names.ContainsKey(path);

    public ILedgerDisk Open(string path, string? like)
    {
        if (!_names.TryGetValue(path, out var disk))
        {
            Step("make");
            lock (_gate)
            {
                _names.Add(path, disk = new ForgetfulDisk { Before = Step });
            }
        }

        disk.IsDisposed = false;
        return disk;
    }

    // All is of one user.
    public void CopyOwner(string from, string to)
    {
    }

    // Nothing here makes links.
    public uint CountNames(string path) => 1;

    public LedgerHead? HeadOf(string path)
    {
        lock (_gate)
        {
            return _names.TryGetValue(path, out var disk)
                ? LedgerHead.Read([.. disk.AfterPowerLoss(int.MaxValue).Take(LedgerHead.Length)])
                : throw new FileNotFoundException($"Could not find file '{path}'.");
        }
    }

    public void Rename(string from, string to)
    {
        Step("rename");
        lock (_gate)
        {
            _names.Remove(from, out var disk);
            _names[to] = disk!;
        }

        Renamed?.Invoke();
    }

    /// <summary>Puts a file in the place of another one, or takes that away, as somebody else would.</summary>
    /// <param name="path">The name.</param>
    /// <param name="disk">The file; null: the name is that of none.</param>
    public void Put(string path, ForgetfulDisk? disk)
    {
        lock (_gate)
        {
            _names.Remove(path);
            if (disk is not null)
            {
                _names.Add(path, disk);
            }
        }
    }

    public void Delete(string path)
    {
        if (_names.ContainsKey(path))
        {
            Step("delete");
            lock (_gate)
            {
                _names.Remove(path);
            }
        }
    }

    public void Flush()
    {
        Step("flush names");
        lock (_gate)
        {
            _durable = new(_names);
        }
    }

    /// <summary>Returns the folder that the end of the process would leave now, the machine going on.</summary>
    public ForgetfulFolder AfterKill() => Copy(_names, disk => disk.AfterPowerLoss(int.MaxValue));

    /// <summary>Returns the folder that a loss of power would leave now.</summary>
    /// <param name="unflushed">The number of bytes that came to the disk of each file without having been flushed.</param>
    /// <param name="hasNames">True if the names came to the disk although they were not flushed.</param>
    public ForgetfulFolder AfterPowerLoss(int unflushed, bool hasNames) =>
        Copy(hasNames ? _names : _durable, disk => disk.AfterPowerLoss(unflushed));

    /// <summary>Returns the folder that a loss of power would leave now.</summary>
    /// <param name="sectors">Says which sectors came to the disk without having been flushed.</param>
    /// <param name="hasNames">True if the names came to the disk although they were not flushed.</param>
    public ForgetfulFolder AfterPowerLoss(Random sectors, bool hasNames) =>
        Copy(hasNames ? _names : _durable, disk => disk.AfterPowerLoss(sectors));

    private ForgetfulFolder Copy(Dictionary<string, ForgetfulDisk> names, Func<ForgetfulDisk, byte[]> content)
    {
        var copy = new ForgetfulFolder();
        lock (_gate)
        {
            foreach (var (name, disk) in names)
            {
                copy._names.Add(name, new ForgetfulDisk(content(disk)) { Before = copy.Step });
            }
        }

        copy._durable = new(copy._names);
        return copy;
    }

    private void Step(string what)
    {
        if (Interlocked.Increment(ref _steps) > Left)
        {
            throw new InvalidOperationException("The process has ended.");
        }

        if (Fails?.Invoke(what) is { } failure)
        {
            throw failure;
        }
    }
}
