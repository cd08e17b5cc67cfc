using SchemaSdk.Services;

namespace SchemaSdk.Durable.Ledgers;

/// <content>The attempts to send the job, and their outcomes.</content>
internal sealed partial class JobRecord
{
    // The number of the last attempt whose entry was, or may have been, recorded.
    private int _attempt;

    // The number of this call's recorded attempt. If another caller sends the job later, its attempt has a higher number.
    private int _sent;

    // Distinguishes this call's last attempt from an attempt of a later call in this process.
    private Guid _attemptId;

    // True if the service gave this job an id that belongs to another job.
    private bool _isOfAnother;

    public override Task SendingAsync(decimal? priceUsd)
    {
        if (_entry.State == LedgerState.Sending)
        {
            // The refusal of the previous attempt may not be recorded yet. It must be recorded before the next attempt starts.
            _ = Quietly(PutAsync(SubmitOutcome.Postponed));
        }

        lock (_gate)
        {
            // The entry is replaced only if the price is new, because an entry of an earlier attempt may still be in flight.
            _entry = priceUsd is null || _entry.PriceUsd == priceUsd ? _entry : _entry with { PriceUsd = priceUsd };
            return _last = SendAsync(_last);
        }
    }

    internal Task UnknownAsync(string? requestId = null) => PutAsync(_ => LedgerFact.Unknown(requestId));

    /// <summary>Records that the job was refused before it was sent, unless another process has claimed it by now.</summary>
    internal Task RefuseAsync(Exception reason) => PutAsync(_ => ledger.RefusalOf(reason));

    /// <summary>Records how a person or program settles an unknown job: with a request id, or as not accepted.</summary>
    internal Task SettleAsync(LedgerFact fact) => PutAsync(_ => fact);

    private Task PutAsync(SubmitOutcome outcome) => outcome.Kind switch
    {
        SubmitOutcomeKind.Accepted => AcceptedAsync(outcome.RequestId!, outcome.Links),
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
            // Set before the next entry is recorded, so that it applies to that entry.
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
                $"The service refused attempt {last.Attempts} of the job \"{ErrorText.Cut(Key)}\" for now, and the ledger could not record "
                + $"that: {failure?.Message ?? "it did not say why."} Nothing runs, and this call does not send it again.",
                failure);
        }

        _attempt = last.Attempts + 1;
        if (!last.MayBecome(LedgerState.Sending))
        {
            throw Late(last, LedgerState.Sending);
        }

        _attemptId = Guid.NewGuid();
        return LedgerFact.Sending(_attemptId, BudgetUsd, HasOwnToken, SentHash);
    }

    private async Task AcceptedAsync(string requestId, JobLinks? links)
    {
        await PutAsync(
            last => last switch
            {
                { State: LedgerState.Unknown } when _isOfAnother => null,
                { State: LedgerState.Sending or LedgerState.Refused } when _isOfAnother && last.Attempts == _attempt =>
                    LedgerFact.Unknown(requestId),
                { State: LedgerState.Sending } when last.Attempts == _attempt => LedgerFact.Accepted(requestId, links),

                // The process that recorded the job as unknown or refused did not know that the service had accepted it.
                { State: LedgerState.Unknown or LedgerState.Refused } when last.Attempts == _attempt => Settled(requestId, links),
                _ when last.RequestId == requestId => null,
                _ => throw Late(last, LedgerState.Accepted),
            },
            mayBeAnothers: true).ConfigureAwait(false);
        if (_isOfAnother)
        {
            throw new ModelLedgerException(
                $"The service gave the job \"{ErrorText.Cut(Key)}\" the id '{ErrorText.Cut(requestId)}', which belongs to another job in "
                + $"the ledger. The job is {LedgerState.Unknown} now: settle it as not accepted only if the service has no second job for "
                + "it.",
                Key, _entry.ModelId, requestId, isConflict: true);
        }
    }

    private LedgerFact Settled(string requestId, JobLinks? links)
    {
        // No process has a claim on an unknown or refused job. From now on, a worker may claim the job, and then also releases it.
        _isTaken = false;
        return LedgerFact.Accepted(requestId, links, settledBy: ledger.Owner);
    }

    // Called after an entry was rejected, because a ledger accepts each request id for only one job.
    private async ValueTask<bool> IsOfAnotherAsync(LedgerEntry entry) => _isOfAnother = !_isOfAnother
        && entry is { State: LedgerState.Accepted, RequestId: { } id }
        && await ledger.FindByRequestAsync(id, CancellationToken.None).ConfigureAwait(false) is { WasAccepted: true } other
        && other.Key != entry.Key
        && other.Service == entry.Service;

    private Task RefusedAsync(LedgerState state, Exception reason) => PutAsync(
        last => _isLost || last.State == state || last.State == LedgerState.Refused ? null
            : last.State == LedgerState.Intended || IsOwnAttempt(last)
                ? state == LedgerState.Refused ? ledger.RefusalOf(reason) : LedgerFact.Postponed
            : throw Late(last, state),
        mayBeAnothers: true);

    // After a lost connection, the ledger may have recorded an entry that it could not confirm.
    private bool IsOwnAttempt(LedgerEntry last) => last.State == LedgerState.Sending && last.Attempt?.Id == _attemptId;

    private static ModelLedgerException Late(LedgerEntry last, LedgerState next) =>
        new($"The job \"{ErrorText.Cut(last.Key)}\" is {last.State} in the ledger after {last.Attempts} attempts, so {next} cannot be "
            + "recorded: another caller has continued with the job.", key: null, modelId: null, isConflict: true);
}
