namespace SchemaSdk.Durable.Ledgers;

/// <content>The attempts to send it, and what became of them.</content>
internal sealed partial class JobRecord
{
    // The number of the attempt that was recorded last, or may have been.
    private int _attempt;

    // The number of the attempt of this call that is on the disk. A caller who sends the job after it has a higher one.
    private int _sent;

    // Tells the last attempt from one of a later call in this process.
    private Guid _attemptId;

    /// <summary>True if the last line is that this call sends it, and what became of it is not on the disk.</summary>
    internal bool IsSending
    {
        get
        {
            lock (_gate)
            {
                return _entry.State == LedgerState.Sending && _entry.Attempts == _sent;
            }
        }
    }

    /// <summary>True if the line that this call sends it may be on the disk, since the ledger could not say so.</summary>
    // By now others may have sent the job.
    internal bool MayBeSending
    {
        get
        {
            lock (_gate)
            {
                return !_isLost && _attempt > _sent;
            }
        }
    }

    /// <summary>Looks for that line.</summary>
    /// <returns>
    /// True if it is the last one: <see cref="IsSending"/> from now on. Null if it is not there, and may still come: a server may commit
    /// late what it was given. False if others have gone on.
    /// </returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    internal async Task<bool?> FindSendingAsync()
    {
        var found = await _ledger.FindAsync(Key, CancellationToken.None).ConfigureAwait(false);
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

            Take(found);
            _sent = _attempt;
            return true;
        }
    }

    public override Task SendingAsync(decimal? priceUsd)
    {
        if (_entry.State == LedgerState.Sending)
        {
            // That the attempt before was refused may not be on the disk. Before the next one it has to be.
            _ = Quietly(PostponedAsync());
        }

        lock (_gate)
        {
            // Once: a line of an earlier attempt may be on its way.
            _entry = priceUsd is null || _entry.PriceUsd == priceUsd ? _entry : _entry with { PriceUsd = priceUsd };
            return _last = SendAsync(_last);
        }
    }

    /// <summary>Records what became of a submit.</summary>
    internal Task PutAsync(SubmitOutcome outcome) => outcome.Kind switch
    {
        SubmitOutcomeKind.Accepted => AcceptedAsync(outcome.RequestId!),
        SubmitOutcomeKind.Postponed => PostponedAsync(),
        SubmitOutcomeKind.NotTaken => RefusedAsync(_entry.IsQueued ? LedgerState.Intended : LedgerState.Refused, outcome.Error!),
        SubmitOutcomeKind.Refused => RefusedAsync(LedgerState.Refused, outcome.Error!),
        _ => UnknownAsync(outcome.RequestId),
    };

    /// <summary>Records that it may have been accepted or not.</summary>
    internal Task UnknownAsync(string? requestId = null) => PutAsync(_ => LedgerFact.Unknown(requestId));

    /// <summary>Records that it was refused, before it was sent, unless another process has it by now.</summary>
    internal Task RefuseAsync(Exception reason) => PutAsync(_ => _ledger.RefusalOf(reason));

    private Task PostponedAsync() =>
        PutAsync(static last => last.State == LedgerState.Sending ? LedgerFact.Postponed : null);

    private async Task SendAsync(Task before)
    {
        try
        {
            await AfterAsync(before, last => Sending(last, before), mayBeAnothers: false).ConfigureAwait(false);
        }
        catch (ModelLedgerException exception) when (exception.IsConflict)
        {
            // It is known before the next line is recorded.
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
        return LedgerFact.Sending(_attemptId, BudgetUsd);
    }

    private Task RefusedAsync(LedgerState state, Exception reason) => PutAsync(
        last => _isLost || last.State == state || last.State == LedgerState.Refused ? null
            : last.State == LedgerState.Intended || IsOwnAttempt(last)
                ? state == LedgerState.Refused ? _ledger.RefusalOf(reason) : LedgerFact.Postponed
            : throw Late(last, state),
        mayBeAnothers: true);

    // A ledger whose connection broke may have recorded what it could not confirm.
    private bool IsOwnAttempt(LedgerEntry last) => last.State == LedgerState.Sending && last.Attempt?.Id == _attemptId;

    private static ModelLedgerException Late(LedgerEntry last, LedgerState next) =>
        new($"The job \"{ErrorText.Cut(last.Key)}\" is {last.State} in the ledger after {last.Attempts} attempts, so {next} cannot be "
            + "recorded: another caller has taken it up meanwhile.")
        {
            IsConflict = true,
        };

    // failure: the reason why the ledger did not take the line.
    private static ModelLedgerException NotPostponed(LedgerEntry last, Exception? failure) =>
        new($"The service refused attempt {last.Attempts} of the job \"{ErrorText.Cut(last.Key)}\" for now, and its ledger could not take "
            + $"that: {failure?.Message ?? "it did not say why."} Nothing runs, and it is not sent again by this call.", failure);
}
