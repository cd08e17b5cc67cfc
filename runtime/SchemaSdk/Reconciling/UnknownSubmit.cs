using SchemaSdk.Ledgers;

namespace SchemaSdk.Reconciling;

/// <summary>A submit whose answer was lost.</summary>
// InputHash: empty if the input is not one JSON value. RequestId: the id in the part of the answer that arrived; null if that part has
// none. Record: null without a ledger. Account: the context that decides the token of the job's requests; null for the client's own token.
internal sealed record UnknownSubmit(
    string ModelId, string InputHash, DateTimeOffset SentAt, string? RequestId, IUnknownRecord? Record, TokenContext? Account)
{
    /// <summary>When the client stopped sending and waiting; null if that is not known, as for an attempt in a ledger.</summary>
    internal DateTimeOffset? EndedAt { get; init; }

    /// <summary>The service options of the run, or of a later call with the same key; null for those of the client.</summary>
    internal ServiceOptions? Options { get; init; }

    /// <summary>True if the input may have been sent with another token; only that token's account can then list the job.</summary>
    internal bool MayBeOfOtherAccount { get; init; }
}

/// <summary>Settles the submit that an exception reports as unknown.</summary>
internal sealed class UnknownSearch(Reconciler reconciler, UnknownSubmit submit)
{
    private volatile Reconciliation? _settled;

    internal async Task<Reconciliation> RunAsync(ReconcileOptions? options, CancellationToken cancellationToken)
    {
        if (_settled is { } settled)
        {
            return settled;
        }

        var found = await reconciler.RunAsync(submit, options, cancellationToken).ConfigureAwait(false);
        _settled = found.Outcome == ReconcileOutcome.Unknown ? null : found;
        return found;
    }
}
