namespace SchemaSdk.Durable.Leases;

/// <summary>The jobs that this ledger has taken up, with the epochs under which it did.</summary>
internal sealed class HeldJobs
{
    private readonly object _gate = new();

    // Those that are left are no longer worked on here, and the database may still have them as those of this ledger.
    private readonly Dictionary<string, (long Epoch, bool IsLeft)> _jobs = new(StringComparer.Ordinal);

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
            return _jobs.TryGetValue(key, out var job) && !job.IsLeft;
        }
    }

    /// <summary>A claim begins, or is over: what it took is known here by then, or is to be given back.</summary>
    internal void Claim(Guid claim, bool isOver)
    {
        lock (_gate)
        {
            _ = isOver ? _claims.Remove(claim) : _claims.Add(claim);
        }
    }

    internal void Add(string key, long epoch)
    {
        lock (_gate)
        {
            // Each time that a job is taken up raises its epoch by one: another process has had this one in between.
            _lost += IsWorkedOn(key) && epoch > _jobs[key].Epoch + 1 ? 1 : 0;
            _jobs[key] = (epoch, false);
        }
    }

    /// <summary>Takes a job out that is at its end, or is to be given back, so that no renewal takes it up again meanwhile.</summary>
    /// <returns>The epoch under which it was taken up; null: it is not held.</returns>
    internal long? TakeOut(string key)
    {
        lock (_gate)
        {
            return _jobs.Remove(key, out var job) ? job.Epoch : null;
        }
    }

    /// <summary>Records that a job is still to be given back, unless it was taken up again.</summary>
    internal void Leave(string key, long epoch)
    {
        lock (_gate)
        {
            if (!IsWorkedOn(key))
            {
                _jobs[key] = (Math.Max(epoch, _jobs.GetValueOrDefault(key).Epoch), true);
            }
        }
    }

    /// <summary>Records jobs that the database has as those of this ledger: what is not known here is to be given back.</summary>
    internal void LeaveStray(IEnumerable<(string Key, long Epoch, Guid? Claim)> found)
    {
        lock (_gate)
        {
            foreach (var (key, epoch, _) in found.Where(job => job.Claim is not { } claim || !_claims.Contains(claim)))
            {
                Leave(key, epoch);
            }
        }
    }

    /// <summary>Takes out the jobs that are still to be given back.</summary>
    internal List<KeyValuePair<string, long>> TakeLeft()
    {
        lock (_gate)
        {
            var left = All(isLeft: true);
            left.ForEach(job => _jobs.Remove(job.Key));
            return left;
        }
    }

    /// <summary>The jobs that are worked on here, or those that are still to be given back.</summary>
    internal List<KeyValuePair<string, long>> All(bool isLeft = false)
    {
        lock (_gate)
        {
            return [.. _jobs.Where(job => job.Value.IsLeft == isLeft).Select(job => KeyValuePair.Create(job.Key, job.Value.Epoch))];
        }
    }

    /// <summary>Counts a job as lost if its epoch is another one by now; null: it is gone.</summary>
    internal void Compare(string key, long? epoch)
    {
        lock (_gate)
        {
            if (IsWorkedOn(key) && _jobs[key].Epoch != epoch)
            {
                Lose(key, _jobs[key].Epoch);
            }
        }
    }

    /// <summary>Counts a job as lost that another process has, unless it was taken up again.</summary>
    internal void Lose(string key, long epoch)
    {
        lock (_gate)
        {
            _lost += _jobs.GetValueOrDefault(key) == (epoch, false) && _jobs.Remove(key) ? 1 : 0;
        }
    }
}
