namespace SchemaSdk.Durable.Workers;

/// <summary>Tells those in this process who wait for a job that something became of it, and the worker that there is work.</summary>
internal sealed class JobSignals
{
    private readonly Dictionary<string, Waiting> _jobs = new(StringComparer.Ordinal);
    private Waiting _work = new();

    /// <summary>Completes when there may be new work since the last call.</summary>
    internal Task Work => Volatile.Read(ref _work).Task;

    /// <summary>Completes when something became of a job. A caller who asked says that it left.</summary>
    internal Task Of(string key)
    {
        lock (_jobs)
        {
            if (!_jobs.TryGetValue(key, out var waiting))
            {
                _jobs.Add(key, waiting = new Waiting());
            }

            waiting.Callers++;
            return waiting.Task;
        }
    }

    /// <summary>A caller who asked no longer waits.</summary>
    // told: what they were given.
    internal void Leave(string key, Task told)
    {
        lock (_jobs)
        {
            if (_jobs.TryGetValue(key, out var waiting) && waiting.Task == told && --waiting.Callers == 0)
            {
                _jobs.Remove(key);
            }
        }
    }

    internal void TellWork() => Interlocked.Exchange(ref _work, new Waiting()).TrySetResult();

    internal void Tell(string key)
    {
        Waiting? waiting;
        lock (_jobs)
        {
            _jobs.Remove(key, out waiting);
        }

        waiting?.TrySetResult();
    }

    private sealed class Waiting() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal int Callers { get; set; }
    }
}
