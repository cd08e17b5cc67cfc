namespace SchemaSdk.Kills;

/// <summary>A ledger that announces each line before it puts it down, and once it has.</summary>
internal sealed class PausingLedger(JobLedger ledger, Gate gate) : JobLedger(ledger.Options)
{
    public override string? Owner => ledger.Owner;

    public override bool NeedsPrices => ledger.NeedsPrices;

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        ledger.FindAsync(key, cancellationToken);

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        gate.Pass(intent.Key, "intended", "unwritten");
        var known = await ledger.BeginAsync(intent, cancellationToken).ConfigureAwait(false);
        gate.Pass(intent.Key, "intended", "flushed");
        return known;
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        var line = entry.State == LedgerState.Intended ? "postponed" : entry.State.ToString().ToLowerInvariant();
        gate.Pass(entry.Key, line, "unwritten");
        await ledger.RecordAsync(entry, cancellationToken).ConfigureAwait(false);
        gate.Pass(entry.Key, line, "flushed");
    }

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ledger.ListAsync(cancellationToken);

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, CancellationToken cancellationToken = default) => ledger.ClaimAsync(work, count, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        ledger.ReleaseAsync(keys, cancellationToken);

    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default) => ledger.WaitForWorkAsync(cancellationToken);
}
