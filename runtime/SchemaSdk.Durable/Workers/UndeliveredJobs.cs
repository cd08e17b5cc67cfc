namespace SchemaSdk.Durable.Workers;

/// <summary>
/// The ended jobs for which handlers of this process threw. What a handler lacks may be with another process, as the connection to a
/// broker that this one lost for good: where one throws for longer than for a moment, its job is left to the others.
/// </summary>
internal sealed class UndeliveredJobs(ModelJobsOptions options, TimeProvider time)
{
    // Longer than a broker or a database needs to come back.
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    // About five megabytes. One that is delivered by another process is not known to be: beyond that, all begin anew.
    private const int MostKnown = 20_000;

    private readonly object _gate = new();
    private readonly Dictionary<string, Undelivered> _known = new(StringComparer.Ordinal);

    /// <summary>A handler threw for a job.</summary>
    /// <returns>The pause after it; and true if the job is left to the others then.</returns>
    internal (TimeSpan Pause, bool IsLeft) Keep(LedgerEntry job)
    {
        var id = IdOf(job);
        lock (_gate)
        {
            if (!_known.TryGetValue(id, out var undelivered))
            {
                if (_known.Count >= MostKnown)
                {
                    _known.Clear();
                }

                _known.Add(id, undelivered = new(new Pause(options.RetryDelay, time), time.GetTimestamp()));
            }

            return (undelivered.Pause.Next(), time.GetElapsedTime(undelivered.FailedAt) >= Moment);
        }
    }

    /// <summary>Its handlers have taken it.</summary>
    internal void Forget(LedgerEntry job)
    {
        lock (_gate)
        {
            _known.Remove(IdOf(job));
        }
    }

    // A later job may have the key.
    private static string IdOf(LedgerEntry job) => job.RequestId ?? job.Key;

    /// <summary>One of them: its pauses, and when a handler threw for the first time.</summary>
    private sealed record Undelivered(Pause Pause, long FailedAt);
}
