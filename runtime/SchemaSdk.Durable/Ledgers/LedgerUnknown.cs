namespace SchemaSdk.Durable.Ledgers;

/// <summary>A submit of unknown outcome that a <see cref="JobLedger"/> has recorded.</summary>
internal sealed class LedgerUnknown(JobLedger ledger, string key, int attempt) : IUnknownRecord
{
    private LedgerEntry? _entry;

    /// <summary>The entry with which this object settled the job; null until then.</summary>
    internal LedgerEntry? Settled { get; private set; }

    internal static UnknownSubmit Of(JobLedger ledger, LedgerEntry entry, ModelClient client) => new(
        entry.ModelId, entry.InputHash, entry.Attempt?.SentAt ?? entry.ChangedAt, entry.RequestId,
        new LedgerUnknown(ledger, entry.Key, entry.Attempts), client.Parts.Jobs.AccountOf(entry.ModelId, entry.Key, entry.Customer))
    {
        MayBeOfOtherAccount = entry.Attempt?.HasOwnToken == true,
    };

    public async ValueTask<RecordedOutcome> FindAsync(CancellationToken cancellationToken)
    {
        _entry = await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false);
        return new RecordedOutcome(IsThisAttempt ? _entry?.State.ToString() : "in a later attempt",
            IsUnknown: _entry?.State == LedgerState.Unknown && IsThisAttempt, IsRefused: _entry?.State == LedgerState.Refused,
            _entry is { WasAccepted: true } ? _entry.RequestId : null, _entry?.Attempt?.SentHash);
    }

    public async ValueTask<bool> IsOfAnotherAsync(string requestId, CancellationToken cancellationToken) =>
        await ledger.FindByRequestAsync(requestId, _entry?.Service, cancellationToken).ConfigureAwait(false) is { } job && job.Key != key;

    public async ValueTask<bool> HasTwinAsync(CancellationToken cancellationToken)
    {
        foreach (var state in (LedgerState[])[LedgerState.Sending, LedgerState.Unknown])
        {
            await foreach (var other in ledger.ListInStateAsync(state, cancellationToken).ConfigureAwait(false))
            {
                // Does not compare model ids, because a model may have two ids, with and without a version.
                if (other.Key != key && SentHash(other) == SentHash(_entry))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public async ValueTask SettleAsync(string? requestId, CancellationToken cancellationToken) =>
        Settled = await ledger.SettleAttemptAsync(key, requestId, "reconciliation", attempt, cancellationToken).ConfigureAwait(false);

    private static string? SentHash(LedgerEntry? entry) => entry?.Attempt?.SentHash ?? entry?.InputHash;

    private bool IsThisAttempt => _entry is null || _entry.Attempts == attempt;
}
