namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>A ledger that fails each time it records the end of a job, and the first time it records a request id.</summary>
internal sealed class ForgetfulLedger(JobLedgerOptions options) : JobLedger(options)
{
    private int _ids;

    /// <summary>The key for which looking up a job and beginning a job both fail; null for none.</summary>
    internal string? LostKey { get; init; }

    public override string Owner => "here";

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        key == LostKey ? throw new ModelLedgerException("The disk is gone.") : new((LedgerEntry?)null);

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
        FindAsync(intent.Key, cancellationToken);

    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
        entry.State == LedgerState.Ended || (entry.State == LedgerState.Accepted && Interlocked.Increment(ref _ids) == 1)
            ? throw new ModelLedgerException("The disk is full.")
            : default;

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) => default;

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This ledger keeps no jobs to list.");
}
