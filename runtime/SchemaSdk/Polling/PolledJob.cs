using SchemaSdk.Jobs;

namespace SchemaSdk.Polling;

/// <summary>A job in the scheduler: its place in it, and who waits. All of it is guarded by the scheduler's lock.</summary>
internal sealed class PolledJob(JobPoll poll)
{
    private PollWaiter? _waiters;

    internal JobPoll Poll => poll;

    internal PolledJob? Previous { get; set; }

    internal PolledJob? Next { get; set; }

    /// <summary>Of the timer wheel; less than zero: none.</summary>
    internal int Slot { get; set; } = -1;

    internal PollPlace Place { get; set; }

    /// <summary>When it is polled next, or comes to its deadline.</summary>
    internal long Due { get; set; }

    /// <summary>When it would have been polled, had the service and the budget let it.</summary>
    internal long Wanted { get; set; }

    /// <summary>Who asked for it last.</summary>
    internal PollWorker? Worker { get; set; }

    internal bool HasWaiters => _waiters is not null;

    internal void Add(PollWaiter waiter) => (waiter.Next, _waiters) = (_waiters, waiter);

    internal void Remove(PollWaiter waiter) => Take(waiter, status: null);

    /// <summary>Takes out those whom a result concerns.</summary>
    /// <returns>The first of a chain; null: it concerns nobody.</returns>
    internal PollWaiter? Take(PollResult result) => result.Error is not null ? TakeAll() : Take(one: null, result.Status);

    internal PollWaiter? TakeAll()
    {
        var all = _waiters;
        _waiters = null;
        return all;
    }

    private PollWaiter? Take(PollWaiter? one, JobStatus? status)
    {
        PollWaiter? taken = null, kept = null;
        for (PollWaiter? next, waiter = _waiters; waiter is not null; waiter = next)
        {
            next = waiter.Next;
            if (waiter == one || (status is not null && waiter.Wants(status)))
            {
                (waiter.Next, taken) = (taken, waiter);
            }
            else
            {
                (waiter.Next, kept) = (kept, waiter);
            }
        }

        _waiters = kept;
        return taken;
    }
}
