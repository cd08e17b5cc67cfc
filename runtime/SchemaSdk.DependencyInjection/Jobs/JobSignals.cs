using System.Collections.Concurrent;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>Tells those in this process who wait for a job that something became of it, and the worker that there is work.</summary>
internal sealed class JobSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _jobs = new(StringComparer.Ordinal);
    private TaskCompletionSource _work = New();

    /// <summary>Completes when there may be new work since the last call.</summary>
    internal Task Work => Volatile.Read(ref _work).Task;

    /// <summary>Completes when something became of a job.</summary>
    internal Task Of(string key) => _jobs.GetOrAdd(key, static _ => New()).Task;

    internal void TellWork() => Interlocked.Exchange(ref _work, New()).TrySetResult();

    internal void Tell(string key)
    {
        if (_jobs.TryRemove(key, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
