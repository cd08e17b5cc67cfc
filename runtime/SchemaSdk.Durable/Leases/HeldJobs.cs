namespace SchemaSdk.Durable.Leases;

/// <summary>The jobs that this ledger has taken up, with the epochs under which it did.</summary>
internal sealed class HeldJobs
{
    private readonly object _gate = new();
    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);

    // They are no longer worked on here, and the database may still have them as those of this ledger.
    private readonly Dictionary<string, long> _left = new(StringComparer.Ordinal);

    // The database may have what they take before it is known here.
    private readonly HashSet<Guid> _claims = [];
    private long _lost;

    /// <summary>The number of jobs that others took because the lease of this ledger had ended.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    /// <summary>Returns true if a job is worked on here.</summary>
    internal bool IsWorkedOn(string key)
    {
        lock (_gate)
        {
            return _epochs.ContainsKey(key);
        }
    }

    /// <summary>A claim begins.</summary>
    internal void Begin(Guid claim)
    {
        lock (_gate)
        {
            _claims.Add(claim);
        }
    }

    /// <summary>A claim is over: what it took is known here by now, or is to be given back.</summary>
    internal void End(Guid claim)
    {
        lock (_gate)
        {
            _claims.Remove(claim);
        }
    }

    internal void Add(string key, long epoch)
    {
        lock (_gate)
        {
            // Each time that a job is taken up raises its epoch by one: another process has had this one in between.
            _lost += _epochs.TryGetValue(key, out var held) && epoch > held + 1 ? 1 : 0;
            _epochs[key] = epoch;
            _left.Remove(key);
        }
    }

    internal void Remove(string key)
    {
        lock (_gate)
        {
            _epochs.Remove(key);
            _left.Remove(key);
        }
    }

    /// <summary>Takes a job out that is to be given back, so that no renewal takes it up again meanwhile.</summary>
    /// <returns>The epoch under which it was taken up; null: it is not held.</returns>
    internal long? TakeOut(string key)
    {
        lock (_gate)
        {
            return _epochs.Remove(key, out var epoch) || _left.Remove(key, out epoch) ? epoch : null;
        }
    }

    /// <summary>Records that a job is still to be given back, unless it was taken up again.</summary>
    internal void Leave(string key, long epoch)
    {
        lock (_gate)
        {
            if (!_epochs.ContainsKey(key))
            {
                _left[key] = Math.Max(epoch, _left.GetValueOrDefault(key));
            }
        }
    }

    /// <summary>Takes out the jobs that are still to be given back.</summary>
    internal List<KeyValuePair<string, long>> TakeLeft()
    {
        lock (_gate)
        {
            List<KeyValuePair<string, long>> left = [.. _left];
            _left.Clear();
            return left;
        }
    }

    /// <summary>The jobs that are worked on here.</summary>
    internal List<KeyValuePair<string, long>> All()
    {
        lock (_gate)
        {
            return [.. _epochs];
        }
    }

    /// <summary>Records jobs that the database has as those of this ledger: what is not known here is to be given back.</summary>
    /// <param name="found">Their keys, epochs and claims.</param>
    internal void LeaveStray(List<(string Key, long Epoch, Guid? Claim)> found)
    {
        lock (_gate)
        {
            foreach (var (key, epoch, claim) in found)
            {
                if (claim is null || !_claims.Contains(claim.Value))
                {
                    Leave(key, epoch);
                }
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
                Lose(key, held);
            }
        }
    }

    /// <summary>Counts a job as lost that another process has, unless it was taken up again.</summary>
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
}
