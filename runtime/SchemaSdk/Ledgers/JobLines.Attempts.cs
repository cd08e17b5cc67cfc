using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers;

/// <content>The attempts to send it, and their refusals.</content>
internal sealed partial class JobLines
{
    // The number of the attempt of these lines that is on the disk. Whoever sends the job after it has a higher one.
    private int _sent;

    // Tells the last attempt from one of a later call in this process.
    private Guid _attemptId;

    public bool IsSending
    {
        get
        {
            lock (_gate)
            {
                return _entry.State == LedgerState.Sending && _entry.Attempts == _sent;
            }
        }
    }

    // By now others may have sent the job.
    public bool MayBeSending
    {
        get
        {
            lock (_gate)
            {
                return !_isLost && _attempt > _sent;
            }
        }
    }

    public async Task<bool?> FindSendingAsync()
    {
        var found = await ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            if (found?.Version == _entry.Version)
            {
                return null;
            }

            if (found is null || !IsOwnAttempt(found))
            {
                return false;
            }

            _entry = found with { Service = found.Service ?? _entry.Service, Input = default, Result = default };
            _sent = _attempt;
            return true;
        }
    }

    private Task SendAsync()
    {
        lock (_gate)
        {
            return _last = SendAsync(_last);
        }
    }

    private async Task SendAsync(Task before)
    {
        try
        {
            await AfterAsync(before, last => Sending(last, before), mayBeAnothers: false).ConfigureAwait(false);
        }
        catch (ModelLedgerException exception) when (exception.IsConflict)
        {
            // It is known before the next line is put down.
            (_isLost, _isTaken) = (true, false);
            throw;
        }
    }

    private LedgerFact Sending(LedgerEntry last, Task before)
    {
        if (IsOwnAttempt(last))
        {
            throw NotPostponed(last, before.Exception?.InnerException);
        }

        _attempt = last.Attempts + 1;
        if (!last.MayBecome(LedgerState.Sending))
        {
            throw Late(last, LedgerState.Sending);
        }

        _attemptId = Guid.NewGuid();
        return LedgerFact.Sending(_attemptId, budgetUsd);
    }

    private Task RefusedAsync(LedgerState state, Exception reason) => PutAsync(
        last => _isLost || last.State == state || last.State == LedgerState.Refused ? null
            : last.State == LedgerState.Intended || IsOwnAttempt(last)
                ? state == LedgerState.Refused ? ledger.RefusalOf(reason) : LedgerFact.Postponed
            : throw Late(last, state),
        mayBeAnothers: true);

    // A ledger whose connection broke may have recorded what it could not confirm.
    private bool IsOwnAttempt(LedgerEntry last) => last.State == LedgerState.Sending && last.AttemptId == _attemptId;

    // failure: the reason why the ledger did not take the line.
    private static ModelLedgerException NotPostponed(LedgerEntry last, Exception? failure) =>
        new($"The service refused attempt {last.Attempts} of the job \"{ErrorText.Cut(last.Key)}\" for now, and its ledger could not take "
            + $"that down: {failure?.Message ?? "it did not say why."} Nothing runs, and it is not sent again by this call.", failure);
}
