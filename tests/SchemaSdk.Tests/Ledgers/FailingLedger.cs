namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger of an application that fails once, in its own way, at one state.</summary>
internal sealed class FailingLedger(LedgerState at) : JobLedger
{
    private int _failures;

    public override string Owner => "here";

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) => new((LedgerEntry?)null);

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
        new((LedgerEntry?)null);

    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
        entry.State == at && Interlocked.Increment(ref _failures) == 1
            ? throw new TimeoutException("The database did not answer.")
            : default;

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) => default;

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("It keeps nothing that could be listed.");
}
