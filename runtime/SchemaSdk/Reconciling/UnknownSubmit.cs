using SchemaSdk.Ledgers;

namespace SchemaSdk.Reconciling;

/// <summary>A submit whose answer was lost.</summary>
/// <param name="ModelId">The id of the model.</param>
/// <param name="InputHash">The hash of the input; empty if the input is not one JSON value.</param>
/// <param name="SentAt">When the input was sent.</param>
/// <param name="RequestId">The request id in the part of the answer that arrived; null if that part has no id.</param>
/// <param name="Record">The job in the ledger; null without a ledger.</param>
/// <param name="Account">The context that decides the token of the job's requests; null for the client's own token.</param>
internal sealed record UnknownSubmit(
    string ModelId, string InputHash, DateTimeOffset SentAt, string? RequestId, IUnknownRecord? Record, TokenContext? Account)
{
    /// <summary>When the client stopped sending and waiting; null if that is not known, as for an attempt in a ledger.</summary>
    internal DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// The service options of the run, or of a later call with its key; null to use those of the client, as for an entry of a ledger, which
    /// has no options.
    /// </summary>
    internal ServiceOptions? Options { get; init; }

    /// <summary>
    /// True if the input may have been sent with another token. In that case, only the list of that token's account can have the job.
    /// </summary>
    internal bool MayBeOfOtherAccount { get; init; }
}
