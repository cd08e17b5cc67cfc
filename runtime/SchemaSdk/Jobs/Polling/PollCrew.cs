namespace SchemaSdk.Jobs.Polling;

/// <summary>The workers of a scheduler. Not for use by several threads at once.</summary>
internal sealed class PollCrew(PollScheduler scheduler, IPollAllowance allowance, TimeProvider time)
{
    private readonly Stack<PollWorker> _resting = new();
    private readonly HashSet<PollWorker> _working = [];

    /// <summary>Those who are at work.</summary>
    internal List<PollWorker> Working => [.. _working];

    /// <summary>Sends one to work, if there is a place for its requests.</summary>
    internal bool TryStart()
    {
        if (!allowance.TryEnter())
        {
            return false;
        }

        Start();
        return true;
    }

    /// <summary>Sends one to work in a place that was taken for it.</summary>
    internal void Start()
    {
        var worker = _resting.TryPop(out var rested) ? rested : new PollWorker(scheduler, allowance, time);
        _working.Add(worker);
        ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
    }

    internal void Rest(PollWorker worker)
    {
        _working.Remove(worker);
        _resting.Push(worker);
    }
}
