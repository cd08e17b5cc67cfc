namespace SchemaSdk.MassTransit.Messages;

/// <summary>Remembers that the ledger could not record the job of a message.</summary>
internal sealed class LedgerTrouble(IModelJobs jobs)
{
    // After a repair, other processes may record all jobs. This process would not notice, so it forgets a failure after this time.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = jobs.Ledger.Options.TimeProvider;
    private Failed? _last;

    /// <summary>
    /// The latest ledger failure that a person must repair; null if this process has recorded a job since then, or ten minutes have passed.
    /// </summary>
    internal ModelLedgerException? Last =>
        Volatile.Read(ref _last) is { } failed && _time.GetElapsedTime(failed.At) < Memory ? failed.Failure : null;

    internal void Begin(ModelLedgerException failure) => Volatile.Write(ref _last, new(failure, _time.GetTimestamp()));

    internal void End() => Volatile.Write(ref _last, null);

    private sealed record Failed(ModelLedgerException Failure, long At);
}
