namespace SchemaSdk.Tests.Ledgers;

/// <summary>Passes each call on to another ledger; a test overrides the calls that it wants to change.</summary>
internal abstract class ForwardingLedger(JobLedger inner) : JobLedger(inner.Options)
{
    public override string Owner => inner.Owner;

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        inner.FindAsync(key, cancellationToken);

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
        inner.BeginAsync(intent, cancellationToken);

    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
        inner.RecordAsync(entry, cancellationToken);

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        inner.ClaimAsync(work, count, except, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        inner.ReleaseAsync(keys, cancellationToken);

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        inner.ListAsync(cancellationToken);
}
