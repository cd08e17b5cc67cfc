namespace SchemaSdk.Durable.Ledgers;

/// <content>Records the outcome of a submit. If that fails, retries in the background.</content>
internal sealed partial class JobRecord
{
    internal static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);   // a sent statement is committed within this time or never

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);   // short, because the app may restart after an outage

    private bool IsSending => _entry is { State: LedgerState.Sending } last && last.Attempts == _sent;

    public override async Task OutcomeAsync(SubmitOutcome outcome)
    {
        var wasSending = IsSending;   // read before PutAsync, which may find that another process has recorded the job as unknown
        try
        {
            await PutAsync(outcome).ConfigureAwait(false);
        }
        catch (Exception failure) when (outcome.Kind != SubmitOutcomeKind.Postponed)
        {
            // Catches everything, because an application's ledger can throw any exception.
            await RemoveCopiesAsync(outcome, isRecorded: false).ConfigureAwait(false);
            PutLater(outcome, failure, wasSending || IsSending);   // the Sending entry may have been recorded meanwhile
            throw;
        }

        await RemoveCopiesAsync(outcome, isRecorded: true).ConfigureAwait(false);
        if (outcome.Error is not (null or ModelBudgetException))
        {
            // The ledger may have recorded this call's Sending entry without confirming it, so PutLater looks for the entry.
            PutLater(outcome, outcome.Error, wasSending: false);
        }
    }

    private Task PutAsync(SubmitOutcome outcome) => outcome.Kind switch
    {
        SubmitOutcomeKind.Accepted => AcceptedAsync(outcome.RequestId!, outcome.Links),
        SubmitOutcomeKind.Postponed =>
            PutAsync(static last => last.State == LedgerState.Sending ? LedgerFact.Postponed : null, mayBeAnothers: false),
        SubmitOutcomeKind.NotAccepted =>
            RefusedAsync(static job => job.IsQueued ? LedgerState.Intended : LedgerState.Refused, outcome.Error!),
        SubmitOutcomeKind.Refused => RefusedAsync(static _ => LedgerState.Refused, outcome.Error!),
        _ => UnknownAsync(outcome.RequestId),
    };

    private async Task AcceptedAsync(string requestId, JobLinks? links)
    {
        do
        {
            await PutAsync(last => last switch
            {
                { State: LedgerState.Unknown } when _isOfAnother => null,
                { State: LedgerState.Sending or LedgerState.Refused } when _isOfAnother && last.Attempts == _attempt =>
                    LedgerFact.Unknown(requestId),
                { State: LedgerState.Sending } when last.Attempts == _attempt => LedgerFact.Accepted(requestId, links),

                // The job was mistakenly settled as refused, and then enqueued again. Recording it as unknown prevents a second submit.
                { State: LedgerState.Intended, Settled: not null } when last.Attempts == _attempt => Freed(LedgerFact.Unknown(requestId)),

                // The process that recorded this state could not know that the service accepted the job.
                { State: LedgerState.Unknown or LedgerState.Refused } when last.Attempts == _attempt =>
                    Freed(LedgerFact.Accepted(requestId, links, settledBy: ledger.Owner)),
                _ when last.RequestId == requestId => null,
                _ => throw Late(last, LedgerState.Accepted),
            }).ConfigureAwait(false);
        }
        while (_entry.State == LedgerState.Unknown && _entry.Attempts == _attempt && !_isOfAnother);

        if (_isOfAnother)
        {
            throw new ModelLedgerException(
                $"The service gave the job \"{ErrorText.Cut(Key)}\" the request id '{ErrorText.Cut(requestId)}', which belongs to another "
                + $"job in the ledger. The outcome of this submit is now {LedgerState.Unknown}. Check whether the service started a second "
                + "job. Only if it did not, settle the job as not accepted.",
                Key, _entry.ModelId, requestId, isConflict: true);
        }
    }

    private LedgerFact Freed(LedgerFact fact)
    {
        // An unknown or refused entry ends all claims, so this call must not release the job.
        _isTaken = false;
        return fact;
    }

    private async ValueTask<bool> IsOfAnotherAsync(LedgerEntry entry) => _isOfAnother = !_isOfAnother
        && entry is { State: LedgerState.Accepted, RequestId: { } id }
        && await ledger.FindByRequestAsync(id, entry.Service, CancellationToken.None).ConfigureAwait(false) is { WasAccepted: true } other
        && other.Key != entry.Key && other.Service == entry.Service;

    // next: gets the last entry, because another call may have enqueued the job.
    private Task RefusedAsync(Func<LedgerEntry, LedgerState> next, Exception reason) => PutAsync(
        last => _isLost || _intent is not null || last.State == next(last) || last.State == LedgerState.Refused ? null
            : last.State == LedgerState.Intended || IsOwnAttempt(last)
                ? next(last) == LedgerState.Refused ? ledger.RefusalOf(reason) : LedgerFact.Postponed
            : throw Late(last, next(last)));

    // True for this call's Sending entry, confirmed or not. With a generated key, also true if this call's confirmed attempt is now
    // unknown. An unconfirmed attempt may belong to another call, because this call's exception contains the key.
    private bool IsOwnAttempt(LedgerEntry last) => (last.State == LedgerState.Sending && last.Attempt?.Id == _attemptId)
        || (isUnrecorded && _sent == _attempt && last.State == LedgerState.Unknown && last.Attempts == _attempt);

    private static ModelLedgerException Late(LedgerEntry last, LedgerState next) =>
        new($"Another caller has continued with the job \"{ErrorText.Cut(last.Key)}\": it is {last.State} in the ledger (attempts: "
            + $"{last.Attempts}), so the state {next} cannot be recorded.", key: null, modelId: null, isConflict: true);

    // Does nothing if this call's Sending entry cannot be in the ledger, because another process may then be sending the job.
    private void PutLater(SubmitOutcome outcome, Exception failure, bool wasSending)
    {
        // If the ledger has permanently rejected the first entry, it has no job to update.
        if ((wasSending || (!_isLost && _attempt > _sent)) && !IsOver(failure)
            && (_intent is null || failure is not ModelLedgerException { IsLasting: true }))
        {
            // Retries can take hours, and must not keep the call's execution context alive.
            using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
            _intent = _intent?.WithoutContent();
            _ = PutLaterAsync(outcome, wasSending);
        }
    }

    // The caller may have disposed of the client, so only the ledger is used.
    private async Task PutLaterAsync(SubmitOutcome outcome, bool wasSending)
    {
        var begun = Time.GetTimestamp();
        bool? isSending = wasSending ? true : null;
        long? looked = null;
        Exception? failure = null;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var wait = Task.Delay(pause, Time, CancellationToken.None);
            Watch(failure, outcome);   // after the pause has started, so that logging does not lengthen it
            await wait.ConfigureAwait(false);
            failure = null;
            try
            {
                // Makes other calls with the key wait for this attempt to record the outcome.
                using (await ledger.Claims.TakeAsync(Key, CancellationToken.None).ConfigureAwait(false))
                {
                    isSending ??= await FindSendingAsync().ConfigureAwait(false);
                    if (isSending is null && Time.GetElapsedTime(looked ??= Time.GetTimestamp()) < LongestCommit)
                    {
                        continue;
                    }

                    if (isSending is not true)
                    {
                        return;
                    }

                    await PutAsync(outcome).ConfigureAwait(false);
                    await RemoveCopiesAsync(outcome, isRecorded: true).ConfigureAwait(false);
                }

                await ReleaseAsync().ConfigureAwait(false);
                Log.RecordedLate(Logger, Key, outcome.RequestId, _entry.ModelId, Time.GetElapsedTime(begun));
                return;
            }
            catch (Exception exception)
            {
                // Catches everything, because an application's ledger can throw any exception while its database is unreachable.
                failure = exception;
                if (IsOver(exception))
                {
                    Watch(exception, outcome);
                    return;
                }
            }
        }
    }

    // True: the ledger has this call's unconfirmed Sending entry. Null: a server may still commit that entry. False: the job has moved on.
    private async Task<bool?> FindSendingAsync()
    {
        var found = await ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false);
        if (found is null || found.Version == _entry.Version || !IsOwnAttempt(found))
        {
            return found?.Version == _entry.Version || (found is null && _intent is not null) ? null : false;
        }

        lock (_gate)
        {
            Take(found);
            _sent = _attempt;
            return true;
        }
    }

    private bool IsOver(Exception failure) => ledger.IsDisposed || failure is ModelLedgerException { IsConflict: true };

    private void Watch(Exception? failure, SubmitOutcome outcome)
    {
        // Only this process knows the request id. A worker reports other failures itself. A job with an _intent was never sent.
        if (failure is not null && (outcome.RequestId is { Length: > 0 } || (!IsOfWorker && _intent is null)))
        {
            Log.NotRecorded(Logger, Key, outcome.RequestId, _entry.ModelId, failure.GetType().Name);
        }
    }

    private async Task RemoveCopiesAsync(SubmitOutcome outcome, bool isRecorded)
    {
        // With a generated key, the copies of a job that is not running are not needed again.
        var isOver = !HasOwnKey && outcome.Kind is SubmitOutcomeKind.NotAccepted or SubmitOutcomeKind.Refused
            && outcome.Error is not ModelLedgerException { IsConflict: true };
        if (isOver || (isRecorded && outcome.Kind == SubmitOutcomeKind.Accepted))
        {
            Copies?.Remove(_entry.RequestId);
        }
        else if (isRecorded && outcome.Kind == SubmitOutcomeKind.Refused)
        {
            await ledger.RemoveNeedlessAsync(Copies, ifRefused: true).ConfigureAwait(false);
        }
    }
}
