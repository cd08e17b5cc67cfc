using System.Collections.Concurrent;
using System.Text.Json;

namespace SchemaSdk.Kills;

/// <summary>Passes each entry to the gate before and after it is recorded.</summary>
internal sealed class PausingLedger(JobLedger ledger, Gate gate) : JobLedger(ledger.Options)
{
    // Records one entry at a time if PausingDisk must know which entry is being written.
    private readonly SemaphoreSlim _turn = new(gate.IsWithinLine ? 1 : int.MaxValue);
    private readonly ConcurrentBag<Task> _calls = [];
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);   // the names of jobs, by generated key

    public override string Owner => ledger.Owner;

    public override bool NeedsPrices => ledger.NeedsPrices;

    // The first lookup after a kill during a submit records that the job is unknown.
    public override ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        TakeAsync(key, "unknown", () => ledger.FindAsync(key, cancellationToken));

    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        // For a known job, BeginAsync records no Intended entry, but may change the state to unknown.
        var isNew = !gate.IsWithinLine || await FindAsync(intent.Key, cancellationToken).ConfigureAwait(false) is null;
        var line = isNew ? "intended" : "unknown";
        gate.Pass(intent.Key, "intended", "unwritten");
        var known = await TakeAsync(intent.Key, line, () => ledger.BeginAsync(intent, cancellationToken)).ConfigureAwait(false);
        gate.Pass(intent.Key, "intended", "flushed");
        return known;
    }

    internal override async ValueTask<bool> BeginAsync(LedgerEntry intent, LedgerEntry next)
    {
        var (name, isNextRecorded) = (_names[intent.Key] = NameOf(intent.Input), false);
        gate.Pass(name, "first", "unwritten");
        await TakeAsync(name, "first", async () =>
        {
            isNextRecorded = await ledger.BeginAsync(intent, next).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
        gate.Pass(name, "first", "flushed");
        return isNextRecorded;
    }

    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        var line = entry.State == LedgerState.Intended ? "postponed" : entry.State.ToString().ToLowerInvariant();
        var name = _names.GetValueOrDefault(entry.Key, entry.Key);
        gate.Pass(name, line, "unwritten");
        await TakeAsync(name, line, async () =>
        {
            await ledger.RecordAsync(entry, cancellationToken).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
        gate.Pass(name, line, "flushed");
    }

    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ledger.ListAsync(cancellationToken);

    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        ledger.ClaimAsync(work, count, except, cancellationToken);

    public override ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default) =>
        ledger.ReleaseAsync(keys, cancellationToken);

    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default) => ledger.WaitForWorkAsync(cancellationToken);

    /// <summary>Waits until all entries are recorded, as disposal of the ledger does.</summary>
    internal async Task EndAsync() => await Task.WhenAll(_calls).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Returns the name of the job that has this input. If the job has a key, the key is its name.</summary>
    internal static string NameOf(ReadOnlyMemory<byte> input)
    {
        using var document = JsonDocument.Parse(input);
        return document.RootElement.GetProperty("prompt").GetString()!;
    }

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
