using SchemaSdk.Jobs;

namespace SchemaSdk.Polling;

/// <summary>The workers of a scheduler. Not for use by several threads at once.</summary>
internal sealed class PollCrew(ClientContext context, PollScheduler scheduler)
{
    /// <summary>Requests at a time; a service that does not answer holds no more connections than this.</summary>
    private const int Most = 64;

    private readonly Stack<PollWorker> _resting = new();
    private readonly HashSet<PollWorker> _working = [];

    /// <summary>Those who are at work.</summary>
    internal List<PollWorker> Working => [.. _working];

    /// <summary>Sends one to work, if there is one left.</summary>
    internal bool TryStart()
    {
        if (_working.Count == Most)
        {
            return false;
        }

        var worker = _resting.TryPop(out var rested) ? rested : new PollWorker(context, scheduler);
        _working.Add(worker);
        ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
        return true;
    }

    internal void Rest(PollWorker worker)
    {
        _working.Remove(worker);
        _resting.Push(worker);
    }
}
