namespace SchemaSdk.Tests.Ledgers;

/// <summary>A ledger that neither answers nor fails until the test releases it, and ignores cancellation tokens.</summary>
/// <param name="inner">The ledger that records the entries.</param>
/// <param name="at">The state of the entries that it delays; null for all entries except the first one of each job.</param>
internal sealed class HeldLedger(JobLedger inner, LedgerState? at = null) : ForwardingLedger(inner)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True to delay only the answer to a call that begins a job whose key is already in the ledger.</summary>
    public bool HoldsKnown { get; init; }

    /// <summary>Completes when the ledger begins to delay an entry or an answer.</summary>
    public Task Reached => Soon.Async(_reached.Task);

    public void Go() => _go.SetResult();

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        await HoldAsync(at == LedgerState.Intended);
        var known = await base.BeginAsync(intent, CancellationToken.None);
        await HoldAsync(HoldsKnown && known is not null);
        return known;
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        await HoldAsync(entry.State == at || (at is null && !HoldsKnown));
        await base.RecordAsync(entry, cancellationToken);
    }

    private async Task HoldAsync(bool isHeld)
    {
        if (isHeld)
        {
            _reached.TrySetResult();
            await _go.Task;
        }
    }
}
