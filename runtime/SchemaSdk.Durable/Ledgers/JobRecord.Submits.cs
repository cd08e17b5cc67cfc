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

    // Whether the service gave it the id of another job.
    private bool _isOfAnother;

    public override Task SendingAsync(decimal? priceUsd)
    {
        if (_entry.State == LedgerState.Sending)
        {
            // That the attempt before was refused may not be on the disk. Before the next one it has to be.
            _ = Quietly(PutAsync(SubmitOutcome.Postponed));
        }

        lock (_gate)
        {
            // Once: a line of an earlier attempt may be on its way.
            _entry = priceUsd is null || _entry.PriceUsd == priceUsd ? _entry : _entry with { PriceUsd = priceUsd };
            return _last = SendAsync(_last);
        }
    }

    internal Task UnknownAsync(string? requestId = null) => PutAsync(_ => LedgerFact.Unknown(requestId));

    /// <summary>Records that it was refused, before it was sent, unless another process has it by now.</summary>
    internal Task RefuseAsync(Exception reason) => PutAsync(_ => ledger.RefusalOf(reason));

    /// <summary>Records what a person or program says of a job that is unknown: its id, or that it was not accepted.</summary>
    internal Task SettleAsync(LedgerFact fact) => PutAsync(_ => fact);

    private Task PutAsync(SubmitOutcome outcome) => outcome.Kind switch
    {
        SubmitOutcomeKind.Accepted => AcceptedAsync(outcome.RequestId!),
        SubmitOutcomeKind.Postponed => PutAsync(static last => last.State == LedgerState.Sending ? LedgerFact.Postponed : null),
        SubmitOutcomeKind.NotTaken => RefusedAsync(_entry.IsQueued ? LedgerState.Intended : LedgerState.Refused, outcome.Error!),
        SubmitOutcomeKind.Refused => RefusedAsync(LedgerState.Refused, outcome.Error!),
        _ => UnknownAsync(outcome.RequestId),
    };

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
            var failure = before.Exception?.InnerException;
            throw new ModelLedgerException(
                $"The service refused attempt {last.Attempts} of the job \"{ErrorText.Cut(Key)}\" for now, and its ledger could not take "
                + $"that: {failure?.Message ?? "it did not say why."} Nothing runs, and it is not sent again by this call.",
                failure);
        }

        _attempt = last.Attempts + 1;
        if (!last.MayBecome(LedgerState.Sending))
        {
            throw Late(last, LedgerState.Sending);
        }

        _attemptId = Guid.NewGuid();
        return LedgerFact.Sending(_attemptId, BudgetUsd);
    }

    private async Task AcceptedAsync(string requestId)
    {
        await PutAsync(
            last => last switch
            {
                { State: LedgerState.Unknown } when _isOfAnother => null,
                { State: LedgerState.Sending or LedgerState.Refused } when _isOfAnother && last.Attempts == _attempt =>
                    LedgerFact.Unknown(requestId),
                { State: LedgerState.Sending } when last.Attempts == _attempt => LedgerFact.Accepted(requestId),

                // The process that held it for lost, or for refused, did not know what this one knows.
                { State: LedgerState.Unknown or LedgerState.Refused } when last.Attempts == _attempt => Settled(requestId),
                _ when last.RequestId == requestId => null,
                _ => throw Late(last, LedgerState.Accepted),
            },
            mayBeAnothers: true).ConfigureAwait(false);
        if (_isOfAnother)
        {
            throw new ModelLedgerException(
                $"The service gave the job \"{ErrorText.Cut(Key)}\" the id '{ErrorText.Cut(requestId)}', which is that of another job in "
                + $"the ledger. It is {LedgerState.Unknown} there: settle it as not accepted only if the service has no second job for it.",
                Key, _entry.ModelId, requestId, isConflict: true);
        }
    }

    private LedgerFact Settled(string requestId)
    {
        // What was unknown or refused belongs to no process: a worker may claim it from then on, and gives it back.
        _isTaken = false;
        return LedgerFact.Accepted(requestId, settledBy: ledger.Owner);
    }

    // Called once a line was refused. A ledger takes an id once, however often it is given.
    private async ValueTask<bool> IsOfAnotherAsync(LedgerEntry line) => _isOfAnother = !_isOfAnother
        && line is { State: LedgerState.Accepted, RequestId: { } id }
        && await ledger.FindByRequestAsync(id, CancellationToken.None).ConfigureAwait(false) is { WasAccepted: true } other
        && other.Key != line.Key
        && other.Service == line.Service;

    private Task RefusedAsync(LedgerState state, Exception reason) => PutAsync(
        last => _isLost || last.State == state || last.State == LedgerState.Refused ? null
            : last.State == LedgerState.Intended || IsOwnAttempt(last)
                ? state == LedgerState.Refused ? ledger.RefusalOf(reason) : LedgerFact.Postponed
            : throw Late(last, state),
        mayBeAnothers: true);

    // A ledger whose connection broke may have recorded what it could not confirm.
    private bool IsOwnAttempt(LedgerEntry last) => last.State == LedgerState.Sending && last.Attempt?.Id == _attemptId;

    private static ModelLedgerException Late(LedgerEntry last, LedgerState next) =>
        new($"The job \"{ErrorText.Cut(last.Key)}\" is {last.State} in the ledger after {last.Attempts} attempts, so {next} cannot be "
            + "recorded: another caller has taken it up meanwhile.", key: null, modelId: null, isConflict: true);
}
