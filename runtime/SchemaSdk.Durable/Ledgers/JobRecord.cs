namespace SchemaSdk.Durable.Ledgers;

/// <summary>A job of a <see cref="JobLedger"/>, as one call or worker sees it. Creates all entries of the job except the first.</summary>
// isUnrecorded: true if the first entry is recorded only with the submit, because no other call knows the key.
internal sealed partial class JobRecord(JobLedger ledger, LedgerEntry entry, KnownJob? known = null, bool isUnrecorded = false) : LedgerJob
{
    private readonly object _gate = new();
    private LedgerEntry _entry = entry.WithoutContent();
    private LedgerEntry? _intent = isUnrecorded ? entry : null;   // the first entry, until it is recorded
    private Task _last = Task.CompletedTask;

    // True if this call has claimed the job and must release it; false for a worker's job, which the worker releases.
    private bool _isTaken = entry.State is LedgerState.Intended or LedgerState.Refused
        && !(entry is { State: LedgerState.Intended, IsQueued: true } && entry.Lease.Owner == ledger.Owner);

    private bool _isLost;        // another caller sent the job first
    private bool _isForgotten;   // the ledger has removed the job, and a later job has the same key
    private int _attempt;        // the number of the last attempt whose entry was, or may have been, recorded
    private int _sent;           // the number of this call's recorded attempt; a later attempt by another caller has a higher number
    private Guid _attemptId;     // distinguishes this call's last attempt from an attempt of a later call in this process
    private bool _isOfAnother;   // the service gave this job an id that belongs to another job

    public override string Key => _entry.Key;
    public override KnownJob? Known => known;
    public override bool NeedsPrice => BudgetUsd is not null || ledger.NeedsPriceOf(_entry);

    internal Func<LedgerEntry, ValueTask>? Record { get; init; }   // records an entry; null to use ledger.RecordAsync
    internal TimeProvider Time { get; init; } = ledger.Options.TimeProvider;
    internal ILogger Logger { get; init; } = NullLogger.Instance;   // not needed if the caller gets every failure as an exception
    internal decimal? BudgetUsd { get; init; }
    internal bool HasOwnToken { get; init; }
    internal bool LeavesDelivery { get; init; }
    internal bool IsOfWorker { get; init; }
    internal JobCopies? Copies { get; init; }   // the copies that this call made of the input's files; null without files
    internal bool HasOwnKey { get; init; }   // the caller chose the key, so a later call may use it too
    internal IDisposable? Claim { get; set; }   // reserves the key in this process until the record is disposed
    internal LedgerEntry Entry => _entry;
    internal IUnknownRecord LastAttempt() => new LedgerUnknown(ledger, Key, Math.Max(_attempt, _entry.Attempts));

    public override void Dispose() => Claim?.Dispose();

    public override Task ReleaseAsync() => LeavesDelivery && IsOfWorker ? Task.CompletedTask : ReleaseAsync(mayHaveEnded: !LeavesDelivery);

    public override Task SendingAsync(decimal? priceUsd, string? sentHash = null)
    {
        if (_entry.State == LedgerState.Sending)
        {
            // The refusal of the previous attempt must be recorded before the next attempt.
            _ = Quietly(PutAsync(SubmitOutcome.Postponed));
        }

        lock (_gate)
        {
            // Without a new price, leaves the entry alone, because the task of an earlier step may be replacing it right now.
            _entry = priceUsd is null || _entry.PriceUsd == priceUsd ? _entry : _entry with { PriceUsd = priceUsd };
            return _last = SendAsync(_last, sentHash);
        }
    }

    private async Task SendAsync(Task before, string? sentHash)
    {
        try
        {
            await AfterAsync(before, last => Sending(last, before, sentHash), mayBeAnothers: false).ConfigureAwait(false);

            // The epoch is larger if a worker of this process released the job and AfterAsync claimed it again.
            _isTaken = _isTaken || (!IsOfWorker
                && (await ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false))?.Lease.Epoch > _entry.Lease.Epoch);
        }
        catch (ModelLedgerException exception) when (exception.IsConflict)
        {
            // Set both fields before this task ends, because the next step awaits the task and then reads the fields.
            (_isLost, _isTaken) = (true, false);
            throw;
        }
    }

    private LedgerFact Sending(LedgerEntry last, Task before, string? sentHash)
    {
        if (IsOwnAttempt(last))
        {
            var failure = before.Exception?.InnerException;
            throw new ModelLedgerException(
                $"The service temporarily refused attempt {last.Attempts} of the job \"{ErrorText.Cut(Key)}\", but the ledger could not "
                + $"record the refusal: {ErrorText.Ended(failure?.Message ?? "it did not say why")} The job is not running. This call "
                + "does not send it again.", failure);
        }

        _attempt = last.Attempts + 1;
        if (!last.MayBecome(LedgerState.Sending))
        {
            throw Late(last, LedgerState.Sending);
        }

        _attemptId = Guid.NewGuid();
        return LedgerFact.Sending(_attemptId, BudgetUsd, HasOwnToken, sentHash);
    }

    internal Task UnknownAsync(string? requestId = null) => PutAsync(LedgerFact.Unknown(requestId));

    internal Task LostAsync() => PutAsync(LedgerFact.Ended(JobState.Failed, costUsd: null, result: default));

    internal Task PutAsync(LedgerFact fact) => PutAsync(_ => fact, mayBeAnothers: false);

    // mayHaveEnded: false to keep an ended job claimed, because the caller delivers it.
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

        // A job recorded as being sent is not released, because another process must not send it again.
        if (_isTaken && _intent is null
            && (_entry.State is LedgerState.Intended or LedgerState.Accepted || (_entry.State == LedgerState.Ended && mayHaveEnded)))
        {
            await ledger.ReleaseAsync([Key], CancellationToken.None).ConfigureAwait(false);
            _isTaken = false;
        }
    }

    private static async Task Quietly(Task writing) => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // next: returns the step that follows the last entry; null to record nothing. mayBeAnothers: true if another call may record it first.
    private Task PutAsync(Func<LedgerEntry, LedgerFact?> next, bool mayBeAnothers = true)
    {
        lock (_gate)
        {
            return _last = AfterAsync(_last, next, mayBeAnothers);
        }
    }

    private async Task AfterAsync(Task before, Func<LedgerEntry, LedgerFact?> next, bool mayBeAnothers)
    {
        // Waits for the earlier entry. The call that records that entry reports any failure.
        await Quietly(before).ConfigureAwait(false);
        while (next(_entry) is { } fact)
        {
            var entry = _entry.Next(fact, Time.GetUtcNow());
            try
            {
                var isRecorded = _intent is { } intent && await ledger.BeginAsync(intent, entry).ConfigureAwait(false);
                _intent = null;
                await (isRecorded ? default : Record?.Invoke(entry) ?? ledger.RecordAsync(entry)).ConfigureAwait(false);
                _entry = entry.WithoutContent();
                _sent = _entry.State == LedgerState.Sending ? _entry.Attempts : _sent;
                return;
            }
            catch (ModelLedgerException exception) when (mayBeAnothers)
            {
                var found = await ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false);
                if (found is not null && _entry.IsOtherThan(found))
                {
                    throw Forgotten(entry, exception);
                }

                var isAsBefore = found?.Version <= _entry.Version && found.Lease.Epoch == _entry.Lease.Epoch;
                if (found is null || (isAsBefore && !await IsOfAnotherAsync(entry).ConfigureAwait(false)))
                {
                    throw;
                }

                Take(found);
            }
        }
    }

    private void Take(LedgerEntry found) =>
        (_entry, _intent) = (found.WithoutContent() with { Service = found.Service ?? _entry.Service }, null);

    private ModelLedgerException Forgotten(LedgerEntry entry, ModelLedgerException cause)
    {
        // This call must not release the later job.
        (_isForgotten, _isTaken) = (true, false);
        return new(
            $"The state {entry.State} of the job \"{ErrorText.Cut(Key)}\" was not recorded: the ledger has removed the job, and its "
            + $"key now belongs to a later job.{(entry.RequestId is { } id ? $" Attach to the removed job by its request id {id}." : "")}",
            Key, _entry.ModelId, entry.RequestId, cause, isConflict: true);
    }
}
