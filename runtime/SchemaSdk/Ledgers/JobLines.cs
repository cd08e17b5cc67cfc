using SchemaSdk.Errors;
using SchemaSdk.Limits;

namespace SchemaSdk.Ledgers;

/// <summary>The lines that one job puts down in its ledger, one after the other.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="time">The clock of the client.</param>
/// <param name="budgetUsd">The limit that the ledger holds for the client; null: none.</param>
/// <param name="waits">Those who wait for jobs in the same client.</param>
/// <param name="entry">The job as its last line says.</param>
internal sealed partial class JobLines(
    JobLedger ledger, TimeProvider time, decimal? budgetUsd, SharedWaits waits, LedgerEntry entry) : IJobLines
{
    private readonly object _gate = new();
    private LedgerEntry _entry = entry;
    private Task _last = Task.CompletedTask;
    private Task? _ended;

    // The number of the attempt that was put down last, or may have been.
    private int _attempt;

    // A worker takes what was left to workers, and what a process has taken before this call.
    private readonly bool _isClaimed = entry.IsQueued || entry.Owner is not null;

    // Whether the job is taken for these lines: what a worker has claimed, it gives back by itself.
    private bool _isTaken = entry.State is LedgerState.Intended or LedgerState.Refused
        && !(entry is { State: LedgerState.Intended, IsQueued: true } && entry.Owner == ledger.Owner);

    // Whether somebody else was quicker to send it.
    private bool _isLost;

    public string Key => _entry.Key;

    public async ValueTask PriceAsync(
        IJobBudget budget, string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        if (ledger.NeedsPrices || budgetUsd is not null)
        {
            var price = await budget.PriceAsync(modelId, model, input, cancellationToken).ConfigureAwait(false);
            _entry = _entry with { PriceUsd = price };
        }
    }

    public Task SendingAsync()
    {
        if (_entry.State == LedgerState.Sending)
        {
            // That the attempt before was refused may not be on the disk. Before the next one it has to be.
            _ = Quietly(PostponedAsync());
        }

        return SendAsync();
    }

    public Task PostponedAsync() =>
        PutAsync(static last => last.State == LedgerState.Sending ? LedgerFact.Postponed : null);

    public Task RefusedAsync(Exception reason) => RefusedAsync(LedgerState.Refused, reason);

    public Task NotTakenAsync(Exception reason) =>
        RefusedAsync(_entry.IsQueued ? LedgerState.Intended : LedgerState.Refused, reason);

    public Task UnknownAsync(string? requestId) => PutAsync(_ => LedgerFact.Unknown(requestId));

    public Task EndedAsync(EndedJob end)
    {
        lock (_gate)
        {
            // Whoever comes after one that failed tries again.
            return _ended is null or { IsFaulted: true } or { IsCanceled: true }
                ? _ended = EndAsync(end)
                : _ended;
        }
    }

    public IJobLines LeavingDelivery(bool isClaimed) => new LinesWithoutDelivery(this, waits, isClaimed || _isClaimed);

    public object? Waited { get; init; }

    public object Share(object waited) => waits.Share(Key, waited);

    public void Unshare(object waited) => waits.Unshare(Key, waited);

    public Task LeftAsync()
    {
        lock (_gate)
        {
            return _isTaken ? _last = ReleaseAsync(_last, mayHaveEnded: true) : Task.CompletedTask;
        }
    }

    /// <summary>Same as <see cref="LeftAsync"/>, unless it has ended: its delivery is then the caller's alone.</summary>
    internal Task LeftUnendedAsync()
    {
        lock (_gate)
        {
            return _isTaken ? _last = ReleaseAsync(_last, mayHaveEnded: false) : Task.CompletedTask;
        }
    }

    private Task PutAcceptedAsync(string requestId) => PutAsync(last => last switch
    {
        { State: LedgerState.Unknown } when _isOfAnother => null,
        { State: LedgerState.Sending or LedgerState.Refused } when _isOfAnother && last.Attempts == _attempt =>
            LedgerFact.Unknown(requestId),
        { State: LedgerState.Sending } when last.Attempts == _attempt => LedgerFact.Accepted(requestId),

        // Whoever held it for lost, or for refused, did not know what this process knows.
        { State: LedgerState.Unknown or LedgerState.Refused } when last.Attempts == _attempt => Settled(requestId),
        _ when last.RequestId == requestId => null,
        _ => throw Late(last, LedgerState.Accepted),
    }, mayBeAnothers: true);

    private Task EndAsync(EndedJob end) => PutAsync(
        last => last.State is LedgerState.Ended or LedgerState.Delivered ? null
            : LedgerFact.Ended(end.Outcome, end.CostUsd, Kept(last, end.Result)),
        mayBeAnothers: true);

    private static async Task Quietly(Task writing) => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private LedgerFact Settled(string requestId)
    {
        // What was unknown or refused belongs to no process: a worker may claim it from then on, and gives it back.
        _isTaken = false;
        return LedgerFact.Accepted(requestId, settledBy: ledger.Owner);
    }

    private ReadOnlyMemory<byte> Kept(LedgerEntry last, ReadOnlyMemory<byte> result) =>
        result.IsEmpty || result.Length > ledger.Options.MaxResultBytes || ledger.Options.KeepsResultOf?.Invoke(last.Key) == false ? default
        : ledger.Options.Cipher is { } cipher ? SealedBytes.Make(cipher, last, result, "result")
        : result;

    private static ModelLedgerException Late(LedgerEntry last, LedgerState next) =>
        new($"The job \"{ErrorText.Cut(last.Key)}\" is {last.State} in the ledger after {last.Attempts} attempts, so {next} cannot be put "
            + "down: somebody else has taken it up meanwhile.")
        {
            IsConflict = true,
        };

    // next: what the line after the last one records; null: nothing is to be recorded.
    // mayBeAnothers: whether another call that waits for the same job may have recorded a line meanwhile.
    private Task PutAsync(Func<LedgerEntry, LedgerFact?> next, bool mayBeAnothers = false)
    {
        lock (_gate)
        {
            return _last = AfterAsync(_last, next, mayBeAnothers);
        }
    }

    private async Task AfterAsync(Task before, Func<LedgerEntry, LedgerFact?> next, bool mayBeAnothers)
    {
        if (!before.IsCompleted)
        {
            // What came of an earlier line was told to whoever put it down.
            await Quietly(before).ConfigureAwait(false);
        }

        while (next(_entry) is { } fact)
        {
            var line = _entry.Next(fact, time.GetUtcNow());
            try
            {
                await ledger.RecordAsync(line, CancellationToken.None).ConfigureAwait(false);
                _entry = line.WithoutContent();
                _sent = _entry.State == LedgerState.Sending ? _entry.Attempts : _sent;
                return;
            }
            catch (ModelLedgerException exception) when (mayBeAnothers)
            {
                var found = await ledger.FindAsync(_entry.Key, CancellationToken.None).ConfigureAwait(false);
                if (found is not null && _entry.IsOtherThan(found))
                {
                    throw Forgotten(line, exception);
                }

                var isAsBefore = found?.Version <= _entry.Version && found.Epoch == _entry.Epoch;
                if (found is null || (isAsBefore && !await IsOfAnotherAsync(line).ConfigureAwait(false)))
                {
                    throw;
                }

                _entry = found with { Service = found.Service ?? _entry.Service, Input = default, Result = default };
            }
        }
    }

    private async Task ReleaseAsync(Task before, bool mayHaveEnded)
    {
        await Quietly(before).ConfigureAwait(false);

        // One that is being sent, by what the ledger knows, stays with this process: its lease has to end first.
        if (_isTaken
            && (_entry.State is LedgerState.Intended or LedgerState.Accepted || (_entry.State == LedgerState.Ended && mayHaveEnded)))
        {
            await ledger.ReleaseAsync([Key], CancellationToken.None).ConfigureAwait(false);
            _isTaken = false;
        }
    }
}
