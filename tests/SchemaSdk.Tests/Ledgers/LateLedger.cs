namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that has read of a job when somebody comes with its key, and tells them late.</summary>
internal sealed class LateLedger(JobLedger ledger) : JobLedger(ledger.Options)
{
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override string Owner => ledger.Owner;

    /// <summary>Completes once somebody is to be told.</summary>
    public Task Read => Soon.Async(_read.Task);

    /// <summary>Tells them.</summary>
    public void Go() => _go.SetResult();

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        ledger.FindAsync(key, cancellationToken);

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        var known = await ledger.BeginAsync(intent, cancellationToken);
        if (known is not null)
        {
            _read.TrySetResult();
            await _go.Task;
        }

        return known;
    }

    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
        ledger.RecordAsync(entry, cancellationToken);

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        ledger.ClaimAsync(work, count, except, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        ledger.ReleaseAsync(keys, cancellationToken);

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ledger.ListAsync(cancellationToken);
}
