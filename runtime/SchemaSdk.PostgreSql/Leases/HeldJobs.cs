namespace SchemaSdk.PostgreSql.Leases;

/// <summary>The jobs that this ledger has taken up, with the epochs under which it did.</summary>
internal sealed class HeldJobs
{
    private readonly object _gate = new();
    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);

    // Nobody works on them here any more, and the database may still have them as those of this ledger.
    private readonly Dictionary<string, long> _left = new(StringComparer.Ordinal);

    // What they take may be in the database before it is known here.
    private readonly HashSet<Guid> _claims = [];
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
            return _epochs.ContainsKey(key) || _left.ContainsKey(key);
        }
    }

    /// <summary>Returns true if one of them is worked on here.</summary>
    internal bool HoldsAny(List<ClaimedJob> jobs)
    {
        lock (_gate)
        {
            return jobs.Exists(job => _epochs.ContainsKey(job.Key));
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

    /// <summary>A claim is over: what it took is known here by now, or it is nobody's.</summary>
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
            // Whoever takes a job up raises its epoch by one: somebody else has had this one in between.
            _lost += _epochs.TryGetValue(key, out var held) && epoch > held + 1 ? 1 : 0;
            _epochs[key] = epoch;
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

    /// <summary>Takes note of a job that is still to be given back, unless it was taken up anew.</summary>
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

    /// <summary>Takes note of those of <see cref="All"/> that were taken out since: they are to be given back once more.</summary>
    internal void Leave(string[] keys, long[] epochs)
    {
        for (var at = 0; at < keys.Length; at++)
        {
            Leave(keys[at], epochs[at]);
        }
    }

    /// <summary>Takes note of a claimed job that nobody here has got: it is to be given back.</summary>
    internal void GiveUp(string key, long epoch)
    {
        lock (_gate)
        {
            if (_epochs.TryGetValue(key, out var held) && held == epoch)
            {
                _epochs.Remove(key);
                _left[key] = epoch;
            }
        }
    }

    /// <summary>Takes note of those that are to be given back, of jobs that were not known here when they were looked up.</summary>
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

    /// <summary>Takes a job out that is still to be given back, unless it was taken up anew.</summary>
    /// <returns>The epoch under which it was taken up; null: it is not among them.</returns>
    internal long? TakeOutLeft(string key)
    {
        lock (_gate)
        {
            return _left.Remove(key, out var epoch) ? epoch : null;
        }
    }

    /// <summary>The jobs that are still to be given back.</summary>
    internal string[] Left()
    {
        lock (_gate)
        {
            return [.. _left.Keys];
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

    /// <summary>The jobs that are worked on here, and those that are still to be given back.</summary>
    internal string[] Known()
    {
        lock (_gate)
        {
            return [.. _epochs.Keys, .. _left.Keys];
        }
    }

    internal (string[] Keys, long[] Epochs) All()
    {
        lock (_gate)
        {
            return ([.. _epochs.Keys], [.. _epochs.Values]);
        }
    }

    /// <summary>Keeps those of <see cref="All"/> that are still its own. Others count as lost, unless they were taken up anew.</summary>
    internal void Keep(string[] keys, long[] epochs, HashSet<string> kept)
    {
        for (var at = 0; at < keys.Length; at++)
        {
            if (kept.Contains(keys[at]))
            {
                // It may have been given back since it was looked up here, and taken back only after that.
                Leave(keys[at], epochs[at]);
            }
            else
            {
                Lose(keys[at], epochs[at]);
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

    private void Lose(string key, long epoch)
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
