namespace SchemaSdk.Durable.Leases;

/// <summary>The jobs that this ledger has claimed, with the epochs of the claims.</summary>
internal sealed class HeldJobs
{
    // IsLeft: this process no longer works on the job, but must still release it in the database.
    private readonly ConcurrentDictionary<string, (long Epoch, bool IsLeft)> _jobs = new(StringComparer.Ordinal);

    // The claims in progress. Their jobs may be claimed in the database but not yet in _jobs.
    private readonly ConcurrentDictionary<Guid, bool> _claims = new();
    private long _lost;

    /// <summary>The number of jobs that other ledgers claimed because the lease of this ledger had expired.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    internal bool IsWorkedOn(string key) => _jobs.TryGetValue(key, out var job) && !job.IsLeft;

    internal void Begin(Guid claim) => _claims[claim] = true;

    /// <summary>Records that a claim has finished: its jobs were added here, or will be released.</summary>
    internal void End(Guid claim) => _claims.TryRemove(claim, out _);

    internal void Add(string key, long epoch)
    {
        // Each claim raises the epoch by one. A larger step means that another process claimed the job in between.
        if (_jobs.TryGetValue(key, out var job) && !job.IsLeft && epoch > job.Epoch + 1)
        {
            Interlocked.Increment(ref _lost);
        }

        _jobs[key] = (epoch, false);
    }

    /// <summary>Removes a job that has ended or will be released, so that no renewal claims it again. Returns its epoch.</summary>
    internal long? TakeOut(string key) => _jobs.TryRemove(key, out var job) ? job.Epoch : null;

    /// <summary>Marks a job that must still be released in the database, unless this ledger has claimed it again.</summary>
    internal void Leave(string key, long epoch) => _jobs.AddOrUpdate(
        key, (epoch, true), (_, job) => job.IsLeft ? (Math.Max(epoch, job.Epoch), true) : job);

    /// <summary>Returns true if the claim is still in progress, so that some of its jobs may not have been added here yet.</summary>
    internal bool IsClaiming(Guid? claim) => claim is { } id && _claims.ContainsKey(id);

    internal List<KeyValuePair<string, long>> TakeLeft() =>
        All(isLeft: true).FindAll(job => _jobs.TryRemove(KeyValuePair.Create(job.Key, (job.Value, true))));

    /// <summary>Returns the jobs that this process is working on or, if <c>isLeft</c> is true, the jobs still to be released.</summary>
    internal List<KeyValuePair<string, long>> All(bool isLeft = false) =>
        [.. _jobs.Where(job => job.Value.IsLeft == isLeft).Select(job => KeyValuePair.Create(job.Key, job.Value.Epoch))];

    /// <summary>Removes a job whose claim has ended. Counts it as lost if another process has claimed or removed it.</summary>
    internal void Compare(string key, LedgerEntry? entry)
    {
        var isEnded = entry is null or { State: LedgerState.Refused or LedgerState.Unknown or LedgerState.Delivered };
        if (_jobs.TryGetValue(key, out var job) && (isEnded || job.Epoch != entry!.Lease.Epoch))
        {
            Lose(key, job.Epoch, isOver: job.Epoch == entry?.Lease.Epoch);
        }
    }

    /// <summary>Removes a job and counts it as lost, unless this ledger has claimed it again.</summary>
    // isOver: true if the job has ended, so that it does not count as lost.
    internal void Lose(string key, long epoch, bool isOver = false)
    {
        if (_jobs.TryRemove(KeyValuePair.Create(key, (epoch, false))) && !isOver)
        {
            Interlocked.Increment(ref _lost);
        }
    }
}
