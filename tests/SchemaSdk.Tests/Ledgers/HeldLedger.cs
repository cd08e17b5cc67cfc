namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that takes its time to put lines down.</summary>
/// <param name="ledger">Where they go.</param>
/// <param name="at">The state of those that it holds; null: all but the first ones.</param>
internal sealed class HeldLedger(JobLedger ledger, LedgerState? at = null) : JobLedger(ledger.Options)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once it holds a line.</summary>
    public Task Reached => Soon.Async(_reached.Task);

    public override string Owner => ledger.Owner;

    /// <summary>Lets the lines go on that are held.</summary>
    public void Go() => _go.SetResult();

    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        ledger.FindAsync(key, cancellationToken);

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        await HoldAsync(at == LedgerState.Intended);
        return await ledger.BeginAsync(intent, CancellationToken.None);
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        await HoldAsync(entry.State == at || at is null);
        await ledger.RecordAsync(entry, cancellationToken);
    }

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        ledger.ClaimAsync(work, count, except, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        ledger.ReleaseAsync(keys, cancellationToken);

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ledger.ListAsync(cancellationToken);

    // As one that neither answers nor fails, whatever token it is given.
    private async Task HoldAsync(bool isHeld)
    {
        if (isHeld)
        {
            _reached.TrySetResult();
            await _go.Task;
        }
    }
}
