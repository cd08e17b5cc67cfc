namespace SchemaSdk.Durable.Ledgers;

/// <summary>A job of a <see cref="JobLedger"/>, as one call or worker sees it. It makes all lines from the first attempt on.</summary>
internal sealed partial class JobRecord(JobLedger ledger, LedgerEntry entry, KnownJob? known = null) : LedgerJob
{
    private readonly object _gate = new();
    private LedgerEntry _entry = entry.WithoutContent();
    private Task _last = Task.CompletedTask;

    // Whether the job is taken for this call: a worker gives back by itself what it has claimed.
    private bool _isTaken = entry.State is LedgerState.Intended or LedgerState.Refused
        && !(entry is { State: LedgerState.Intended, IsQueued: true } && entry.Lease.Owner == ledger.Owner);

    // Whether another caller was quicker to send it.
    private bool _isLost;

    // Whether the ledger has forgotten it, and its key is that of a later job.
    private bool _isForgotten;

    public override string Key => _entry.Key;

    public override KnownJob? Known => known;

    public override bool NeedsPrice => ledger.NeedsPrices || BudgetUsd is not null;

    internal TimeProvider Time { get; init; } = ledger.Options.TimeProvider;

    // Null: the caller hears of all that fails.
    internal ILogger? Logger { get; init; }

    // The limit that the ledger holds for the client; null: none.
    internal decimal? BudgetUsd { get; init; }

    internal bool LeavesDelivery { get; init; }

    internal bool IsOfWorker { get; init; }

    // The copies of files of its input that were made for this call; null: none.
    internal JobCopies? Copies { get; init; }

    // Whether the caller gave it its key, with which a later call may come.
    internal bool HasOwnKey { get; init; }

    // The key in this process, which the call has until it disposes of this.
    internal IDisposable? Claim { get; set; }

    internal LedgerEntry Entry => _entry;

    public override void Dispose() => Claim?.Dispose();

    public override Task ReleaseAsync() =>
        !LeavesDelivery ? ReleaseAsync(mayHaveEnded: true)
        : IsOfWorker ? Task.CompletedTask
        : ReleaseAsync(mayHaveEnded: false);

    // mayHaveEnded: false where the caller alone delivers it.
    private Task ReleaseAsync(bool mayHaveEnded)
    {
        lock (_gate)
        {
            return _isTaken ? _last = ReleaseAsync(_last, mayHaveEnded) : Task.CompletedTask;
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

    private static async Task Quietly(Task writing) => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // next: the step after the last line; null: nothing is to be recorded.
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
            // The caller of an earlier line was told what became of it.
            await Quietly(before).ConfigureAwait(false);
        }

        while (next(_entry) is { } fact)
        {
            var line = _entry.Next(fact, Time.GetUtcNow());
            try
            {
                await ledger.RecordAsync(line, CancellationToken.None).ConfigureAwait(false);
                _entry = line.WithoutContent();
                _sent = _entry.State == LedgerState.Sending ? _entry.Attempts : _sent;
                return;
            }
            catch (ModelLedgerException exception) when (mayBeAnothers)
            {
                var found = await ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false);
                if (found is not null && _entry.IsOtherThan(found))
                {
                    throw Forgotten(line, exception);
                }

                var isAsBefore = found?.Version <= _entry.Version && found.Lease.Epoch == _entry.Lease.Epoch;
                if (found is null || (isAsBefore && !await IsOfAnotherAsync(line).ConfigureAwait(false)))
                {
                    throw;
                }

                Take(found);
            }
        }
    }

    private void Take(LedgerEntry found) => _entry = found.WithoutContent() with { Service = found.Service ?? _entry.Service };

    private ModelLedgerException Forgotten(LedgerEntry line, ModelLedgerException cause)
    {
        // The key is left to the later job.
        (_isForgotten, _isTaken) = (true, false);
        return new(
            $"{line.State} was not recorded of request {_entry.RequestId}: the ledger has forgotten it since, and its key "
            + $"\"{ErrorText.Cut(Key)}\" is that of a later job. Attach to it by its id.",
            Key, _entry.ModelId, _entry.RequestId, cause, isConflict: true);
    }
}
