namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that takes its time to put lines down.</summary>
internal sealed class HeldLedger(JobLedger ledger) : JobLedger(ledger.Options)
{
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the lines go on that are held.</summary>
    public void Go() => _go.SetResult();

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        ledger.FindAsync(key, cancellationToken);

    public override ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default) =>
        ledger.BeginAsync(intent, cancellationToken);

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        await _go.Task;
        await ledger.RecordAsync(entry, cancellationToken);
    }

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ledger.ListAsync(cancellationToken);
}
