namespace SchemaSdk.PostgreSql.Leases;

/// <summary>The jobs that this ledger has taken up, with the epochs under which it did.</summary>
internal sealed class HeldJobs
{
    private readonly object _gate = new();
    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);
    private long _lost;

    internal bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _epochs.Count == 0;
            }
        }
    }

    internal long Lost => Interlocked.Read(ref _lost);

    internal bool Has(string key)
    {
        lock (_gate)
        {
            return _epochs.ContainsKey(key);
        }
    }

    internal void Add(string key, long epoch)
    {
        lock (_gate)
        {
            _epochs[key] = epoch;
        }
    }

    internal void Remove(string key)
    {
        lock (_gate)
        {
            _epochs.Remove(key);
        }
    }

    internal (string[] Keys, long[] Epochs) All()
    {
        lock (_gate)
        {
            return ([.. _epochs.Keys], [.. _epochs.Values]);
        }
    }

    /// <summary>Counts a job as lost, unless it was taken up anew.</summary>
    internal void Lose(string key, long epoch)
    {
        lock (_gate)
        {
            if (_epochs.TryGetValue(key, out var held) && held == epoch)
            {
                _epochs.Remove(key);
                _lost++;
            }
        }
    }

    /// <summary>Counts a job as lost if its epoch is another one by now.</summary>
    internal void Compare(string key, long? epoch)
    {
        lock (_gate)
        {
            if (_epochs.TryGetValue(key, out var held) && held != epoch)
            {
                _epochs.Remove(key);
                _lost++;
            }
        }
    }
}
