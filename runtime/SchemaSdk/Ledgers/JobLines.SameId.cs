using SchemaSdk.Errors;

namespace SchemaSdk.Ledgers;

/// <content>An id that the service has given to another job as well.</content>
internal sealed partial class JobLines
{
    private bool _isOfAnother;

    public async Task AcceptedAsync(string requestId)
    {
        await PutAcceptedAsync(requestId).ConfigureAwait(false);
        if (_isOfAnother)
        {
            throw OfAnother(requestId);
        }
    }

    // Called once a line was refused. A ledger takes an id once, however often it is given.
    private async ValueTask<bool> IsOfAnotherAsync(LedgerEntry line) => _isOfAnother = !_isOfAnother
        && line is { State: LedgerState.Accepted, RequestId: { } id }
        && await ledger.FindByRequestAsync(id, CancellationToken.None).ConfigureAwait(false) is { } other
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
