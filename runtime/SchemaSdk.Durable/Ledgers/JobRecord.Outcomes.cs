using SchemaSdk.Diagnostics;

namespace SchemaSdk.Durable.Ledgers;

/// <content>What became of a submit, now or later.</content>
internal sealed partial class JobRecord
{
    // A statement whose caller gave it up may be at work for so long.
    internal static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // Whether the last line is that this call sends it, and what became of it is not on the disk.
    private bool IsSending => _entry is { State: LedgerState.Sending } last && last.Attempts == _sent;

    public override async Task OutcomeAsync(SubmitOutcome outcome)
    {
        try
        {
            await PutAsync(outcome).ConfigureAwait(false);
        }
        catch (Exception failure) when (outcome.Kind != SubmitOutcomeKind.Postponed)
        {
            // Whatever a ledger of the application throws, the line is tried again.
            await RemoveCopiesAsync(outcome, isRecorded: false).ConfigureAwait(false);
            PutLater(outcome, failure, IsSending);
            throw;
        }

        await RemoveCopiesAsync(outcome, isRecorded: true).ConfigureAwait(false);
        if (outcome.Error is not (null or ModelBudgetException))
        {
            // A queued job keeps its state, so no line was written. The Sending line may be in the ledger all the same.
            PutLater(outcome, outcome.Error, isSending: false);
        }
    }

    // As long as the line is missing, no other call gets the id, and only a call with the key of the job hears that it is unknown. Where it
    // cannot stand there as sent by this call, another process may be sending it.
    private void PutLater(SubmitOutcome outcome, Exception failure, bool isSending)
    {
        if ((isSending || (!_isLost && _attempt > _sent)) && !IsOver(failure))
        {
            // It may go on for hours after the call, and should not hold on to its context.
            using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
            _ = PutLaterAsync(outcome);
        }
    }

    // After growing pauses, until the ledger takes it. The caller has their exception, and may have disposed of the client: what is
    // recorded belongs to the ledger.
    private async Task PutLaterAsync(SubmitOutcome outcome)
    {
        var begun = Time.GetTimestamp();
        bool? isSending = IsSending ? true : null;
        long? looked = null;
        Exception? failure = null;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            // The next pause has begun before anybody hears of a try.
            var wait = Task.Delay(pause, Time, CancellationToken.None);
            Watch(failure, outcome);
            await wait.ConfigureAwait(false);
            failure = null;
            try
            {
                // A call with the same key finds the job as it was before, or as it is afterwards.
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
                if (Logger is not null)
                {
                    Log.RecordedLate(Logger, Key, outcome.RequestId ?? "", _entry.ModelId, Time.GetElapsedTime(begun));
                }

                return;
            }
            catch (Exception exception)
            {
                // Whatever a ledger of the application throws while its database is away.
                failure = exception;
                if (IsOver(exception))
                {
                    Watch(exception, outcome);
                    return;
                }
            }
        }
    }

    // Looks for the line that this call sends it, which the ledger could not say that it has: true if it is the last one. Null if it is not
    // there, and may still come: a server may commit late what it was given. False if others have gone on.
    private async Task<bool?> FindSendingAsync()
    {
        var found = await ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false);
        if (found is null || found.Version == _entry.Version || !IsOwnAttempt(found))
        {
            return found?.Version == _entry.Version ? null : false;
        }

        lock (_gate)
        {
            Take(found);
            _sent = _attempt;
            return true;
        }
    }

    // No later try is of use: another process has recorded what became of it, or the ledger is disposed of.
    private bool IsOver(Exception failure) => ledger.IsDisposed || failure is ModelLedgerException { IsConflict: true };

    private void Watch(Exception? failure, SubmitOutcome outcome)
    {
        // An id would be lost with the process. Without one, the worker reports for all of its jobs that the ledger takes no line.
        if (failure is not null && Logger is not null && (outcome.RequestId is { Length: > 0 } || !IsOfWorker))
        {
            Log.NotRecorded(Logger, Key, outcome.RequestId ?? "", _entry.ModelId, failure.GetType().Name);
        }
    }

    private async Task RemoveCopiesAsync(SubmitOutcome outcome, bool isRecorded)
    {
        // Nothing runs, and no other call can come with a key that was made up for this one.
        var isOver = !HasOwnKey && outcome.Kind is SubmitOutcomeKind.NotTaken or SubmitOutcomeKind.Refused
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
