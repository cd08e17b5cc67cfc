namespace SchemaSdk.Durable.Workers;

/// <summary>Tells waiters in this process that a job has changed, and tells the worker that there is work.</summary>
internal sealed class JobSignals
{
    private readonly Dictionary<string, Waiting> _jobs = new(StringComparer.Ordinal);
    private Waiting _work = new();

    /// <summary>Completes when there may be new work.</summary>
    internal Task Work => Volatile.Read(ref _work).Task;

    /// <summary>Returns a task that completes when a job changes. The caller must call <see cref="Leave"/> afterwards.</summary>
    internal Task Of(string key)
    {
        lock (_jobs)
        {
            var waiting = _jobs[key] = _jobs.GetValueOrDefault(key) ?? new Waiting();
            waiting.Callers++;
            return waiting.Task;
        }
    }

    // told: the task that Of() returned.
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
        lock (_jobs)
        {
            _jobs.Remove(key, out var waiting);
            waiting?.TrySetResult();
        }
    }

    private sealed class Waiting() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal int Callers { get; set; }
    }
}
