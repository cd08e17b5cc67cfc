using System.Collections.Concurrent;

namespace SchemaSdk.Kills;

/// <summary>Passes each entry to the gate before and after it is recorded.</summary>
internal sealed class PausingLedger(JobLedger ledger, Gate gate) : JobLedger(ledger.Options)
{
    // Records one entry at a time if PausingDisk must know which entry is being written.
    private readonly SemaphoreSlim _turn = new(gate.IsWithinLine ? 1 : int.MaxValue);
    private readonly ConcurrentBag<Task> _calls = [];

    public override string Owner => ledger.Owner;

    public override bool NeedsPrices => ledger.NeedsPrices;

    // The first lookup of a job whose process was killed during the submit changes the job's state to unknown.
    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        TakeAsync(key, "unknown", () => ledger.FindAsync(key, cancellationToken));

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        // If the job is already in the ledger, no Intended entry is recorded.
        var isNew = !gate.IsWithinLine || await FindAsync(intent.Key, cancellationToken).ConfigureAwait(false) is null;
        var line = isNew ? "intended" : "unknown";
        gate.Pass(intent.Key, "intended", "unwritten");
        var known = await TakeAsync(intent.Key, line, () => ledger.BeginAsync(intent, cancellationToken)).ConfigureAwait(false);
        gate.Pass(intent.Key, "intended", "flushed");
        return known;
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        var line = entry.State == LedgerState.Intended ? "postponed" : entry.State.ToString().ToLowerInvariant();
        gate.Pass(entry.Key, line, "unwritten");
        await TakeAsync(entry.Key, line, async () =>
        {
            await ledger.RecordAsync(entry, cancellationToken).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
        gate.Pass(entry.Key, line, "flushed");
    }

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ledger.ListAsync(cancellationToken);

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        ledger.ClaimAsync(work, count, except, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        ledger.ReleaseAsync(keys, cancellationToken);

    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default) => ledger.WaitForWorkAsync(cancellationToken);

    /// <summary>Waits until all entries are recorded, as the ledger itself would.</summary>
    internal async Task EndAsync() => await Task.WhenAll(_calls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private ValueTask<LedgerEntry?> TakeAsync(string key, string line, Func<ValueTask<LedgerEntry?>> action)
    {
        var call = TakeInTurnAsync(key, line, action);
        _calls.Add(call);
        return new(call);
    }

    private async Task<LedgerEntry?> TakeInTurnAsync(string key, string line, Func<ValueTask<LedgerEntry?>> action)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            gate.Begin(key, line);
            return await action().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
