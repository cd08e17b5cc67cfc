using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Leases;

/// <summary>The jobs that this ledger has taken up, with the epochs under which it did.</summary>
internal sealed class HeldJobs
{
    // This process has stopped work on those that are left. The database may still list them as its own.
    private readonly ConcurrentDictionary<string, (long Epoch, bool IsLeft)> _jobs = new(StringComparer.Ordinal);

    // The database may have what they take before it is known here.
    private readonly ConcurrentDictionary<Guid, bool> _claims = new();
    private long _lost;

    /// <summary>The number of jobs that others took because the lease of this ledger had ended.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    /// <summary>Returns true if a job is worked on here.</summary>
    internal bool IsWorkedOn(string key) => _jobs.TryGetValue(key, out var job) && !job.IsLeft;

    /// <summary>A claim begins.</summary>
    internal void Begin(Guid claim) => _claims[claim] = true;

    /// <summary>A claim is over: what it took is known here by now, or is to be given back.</summary>
    internal void End(Guid claim) => _claims.TryRemove(claim, out _);

    internal void Add(string key, long epoch)
    {
        // Each time that a job is taken up raises its epoch by one: another process has had this one in between.
        if (_jobs.TryGetValue(key, out var job) && !job.IsLeft && epoch > job.Epoch + 1)
        {
            Interlocked.Increment(ref _lost);
        }

        _jobs[key] = (epoch, false);
    }

    /// <summary>Takes a job out that is at its end, or is to be given back, so that no renewal takes it up again meanwhile.</summary>
    /// <returns>The epoch under which it was taken up; null: it is not held.</returns>
    internal long? TakeOut(string key) => _jobs.TryRemove(key, out var job) ? job.Epoch : null;

    /// <summary>Records that a job is still to be given back, unless it was taken up again.</summary>
    internal void Leave(string key, long epoch) => _jobs.AddOrUpdate(
        key, (epoch, true), (_, job) => job.IsLeft ? (Math.Max(epoch, job.Epoch), true) : job);

    /// <summary>Records a job that the database has as one of this ledger: if it is not known here, it is to be given back.</summary>
    // A claim that is over has added its jobs before.
    internal void LeaveStray(string key, long epoch, Guid? claim)
    {
        if (claim is null || !_claims.ContainsKey(claim.Value))
        {
            Leave(key, epoch);
        }
    }

    /// <summary>Takes out the jobs that are still to be given back.</summary>
    internal List<KeyValuePair<string, long>> TakeLeft() =>
        All(isLeft: true).FindAll(job => _jobs.TryRemove(KeyValuePair.Create(job.Key, (job.Value, true))));

    /// <summary>The jobs that are worked on here, or those that are still to be given back.</summary>
    internal List<KeyValuePair<string, long>> All(bool isLeft = false) =>
        [.. _jobs.Where(job => job.Value.IsLeft == isLeft).Select(job => KeyValuePair.Create(job.Key, job.Value.Epoch))];

    /// <summary>Counts a job as lost if its epoch is another one by now; null: it is gone.</summary>
    internal void Compare(string key, long? epoch)
    {
        if (_jobs.TryGetValue(key, out var job) && job.Epoch != epoch)
        {
            Lose(key, job.Epoch);
        }
    }

    /// <summary>Counts a job as lost that another process has, unless it was taken up again.</summary>
    internal void Lose(string key, long epoch)
    {
        if (_jobs.TryRemove(KeyValuePair.Create(key, (epoch, false))))
        {
            Interlocked.Increment(ref _lost);
        }
    }
}
