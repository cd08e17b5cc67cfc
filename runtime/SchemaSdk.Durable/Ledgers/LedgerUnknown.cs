using SchemaSdk.Reconciling;

namespace SchemaSdk.Durable.Ledgers;

/// <summary>A job of a <see cref="JobLedger"/> whose submit has an unknown outcome.</summary>
internal sealed class LedgerUnknown(JobLedger ledger, string key) : IUnknownRecord
{
    private const string By = "reconciliation";

    // Jobs that were sent this far apart cannot be taken for each other.
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(20);

    private LedgerEntry? _entry;

    /// <summary>Returns the submit of an unknown job.</summary>
    internal static UnknownSubmit Of(JobLedger ledger, LedgerEntry entry) => new(
        entry.ModelId, entry.InputHash, SentAt(entry), entry.RequestId, new LedgerUnknown(ledger, entry.Key));

    public async ValueTask<RecordedOutcome> FindAsync(CancellationToken cancellationToken)
    {
        _entry = await ledger.FindAsync(key, cancellationToken).ConfigureAwait(false);
        return new RecordedOutcome(
            _entry?.State.ToString(),
            IsUnknown: _entry?.State == LedgerState.Unknown,
            IsRefused: _entry?.State == LedgerState.Refused,
            _entry is { WasAccepted: true } ? _entry.RequestId : null);
    }

    public async ValueTask<bool> IsOfAnotherAsync(string requestId, CancellationToken cancellationToken) =>
        await ledger.FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false) is { } other && other.Key != key;

    public async ValueTask<bool> HasTwinAsync(CancellationToken cancellationToken)
    {
        foreach (var state in (LedgerState[])[LedgerState.Sending, LedgerState.Unknown])
        {
            await foreach (var other in ledger.ListInStateAsync(state, cancellationToken).ConfigureAwait(false))
            {
                if (_entry is not null && other.Key != key && other.InputHash == _entry.InputHash
                    && (SentAt(other) - SentAt(_entry)).Duration() < Near)
                {
                    return true;
                }
            }
        }

        return false;
    }

    public async ValueTask SettleAsync(string? requestId, CancellationToken cancellationToken) =>
        await ledger.SettleAsync(key, requestId, By, cancellationToken).ConfigureAwait(false);

    private static DateTimeOffset SentAt(LedgerEntry entry) => entry.Attempt?.SentAt ?? entry.ChangedAt;
}
