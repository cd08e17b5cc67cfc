using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs;

/// <summary>The parts that all of a client's jobs share. To save memory, each wait has a single reference to all of them.</summary>
internal sealed record SharedByJobs(
    ServiceAccess Access, RequestRate Reads, JobCancels Cancels, LearnedDurations Durations, JobEvents Events, IResultFiles Files)
{
    private const int MostStreams = 16;

    /// <summary>The jobs in the ledger for which calls are waiting, by key. Calls with the same key share the polls.</summary>
    internal ConcurrentDictionary<string, JobCore> Waited { get; } = new(StringComparer.Ordinal);

    /// <summary>The delays that the service asked for. Every read of a status or result observes them.</summary>
    internal AskedWaits Asked { get; } = new(Access.Time);

    /// <summary>Limits the open streams of events, each of which may need a connection. Jobs without a stream are polled.</summary>
    internal SemaphoreSlim Streams { get; } = new(MostStreams);

    /// <summary>The next job to poll holds this while it waits for the rate limit and a request slot. Others wait in order.</summary>
    internal SemaphoreSlim NextPoll { get; } = new(1);
}
