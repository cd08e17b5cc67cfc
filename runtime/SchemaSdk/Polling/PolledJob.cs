using SchemaSdk.Jobs;

namespace SchemaSdk.Polling;

/// <summary>A job in the scheduler: its place in it, and who waits. All of it is guarded by the scheduler's lock.</summary>
internal sealed class PolledJob(JobPoll poll)
{
    private WaiterList _waiters;

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

    internal bool HasWaiters => _waiters.First is not null;

    internal void Add(PollWaiter waiter) => _waiters.Add(waiter);

    internal void Remove(PollWaiter waiter) => _waiters.Remove(waiter);

    /// <summary>Takes out those whom a result concerns.</summary>
    /// <returns>The first of a chain; null: it concerns nobody.</returns>
    internal PollWaiter? Take(PollResult result)
    {
        if (result.Error is not null)
        {
            return TakeAll();
        }

        if (result.Status is not { } status)
        {
            return null;
        }

        WaiterList taken = default;
        for (PollWaiter? next, waiter = _waiters.First; waiter is not null; waiter = next)
        {
            next = waiter.Next;
            if (waiter.Wants(status))
            {
                _waiters.Remove(waiter);
                taken.Add(waiter);
            }
        }

        return taken.TakeAll();
    }

    internal PollWaiter? TakeAll() => _waiters.TakeAll();
}
