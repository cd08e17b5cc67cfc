namespace SchemaSdk.Durable.Ledgers;

/// <content>Its id, which the service may have given to another job as well.</content>
internal sealed partial class JobRecord
{
    private bool _isOfAnother;

    /// <summary>Records what a person or program says of a job that is unknown: its id, or that it was not accepted.</summary>
    internal Task SettleAsync(LedgerFact fact) => PutAsync(_ => fact);

    private async Task AcceptedAsync(string requestId)
    {
        await PutAcceptedAsync(requestId).ConfigureAwait(false);
        if (_isOfAnother)
        {
            throw OfAnother(requestId);
        }
    }

    private Task PutAcceptedAsync(string requestId) => PutAsync(last => last switch
    {
        { State: LedgerState.Unknown } when _isOfAnother => null,
        { State: LedgerState.Sending or LedgerState.Refused } when _isOfAnother && last.Attempts == _attempt =>
            LedgerFact.Unknown(requestId),
        { State: LedgerState.Sending } when last.Attempts == _attempt => LedgerFact.Accepted(requestId),

        // The process that held it for lost, or for refused, did not know what this one knows.
        { State: LedgerState.Unknown or LedgerState.Refused } when last.Attempts == _attempt => Settled(requestId),
        _ when last.RequestId == requestId => null,
        _ => throw Late(last, LedgerState.Accepted),
    }, mayBeAnothers: true);

    private LedgerFact Settled(string requestId)
    {
        // What was unknown or refused belongs to no process: a worker may claim it from then on, and gives it back.
        _isTaken = false;
        return LedgerFact.Accepted(requestId, settledBy: _ledger.Owner);
    }

    // Called once a line was refused. A ledger takes an id once, however often it is given.
    private async ValueTask<bool> IsOfAnotherAsync(LedgerEntry line) => _isOfAnother = !_isOfAnother
        && line is { State: LedgerState.Accepted, RequestId: { } id }
        && await _ledger.FindByRequestAsync(id, CancellationToken.None).ConfigureAwait(false) is { } other
        && other.Key != line.Key
        && other.Service == line.Service
        && other.State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered;

    private ModelLedgerException OfAnother(string requestId) => new(
        $"The service gave the job \"{ErrorText.Cut(Key)}\" the id '{ErrorText.Cut(requestId)}', which is that of another job in the "
        + $"ledger. It is {LedgerState.Unknown} there: settle it as not accepted only if the service has no second job for it.")
    {
        ModelId = _entry.ModelId,
        RequestId = requestId,
        Key = Key,
        IsConflict = true,
    };
}
