namespace SchemaSdk.Ledgers;

/// <summary>The ledger's record of an attempt whose outcome is unknown. The outcome can be recorded later.</summary>
internal interface IUnknownRecord
{
    /// <summary>Reads what the ledger now says about the job. If a later attempt was made, the job does not count as unknown.</summary>
    ValueTask<RecordedOutcome> FindAsync(CancellationToken cancellationToken);

    /// <summary>Returns true if the ledger has another job under this request id.</summary>
    ValueTask<bool> IsOfAnotherAsync(string requestId, CancellationToken cancellationToken);

    /// <summary>True if another job with this input is being sent or is unknown. A match in the service's list may be that job.</summary>
    ValueTask<bool> HasTwinAsync(CancellationToken cancellationToken);

    /// <summary>Records the outcome of the attempt in the ledger.</summary>
    // requestId: null if the service did not accept the job.
    ValueTask SettleAsync(string? requestId, CancellationToken cancellationToken);
}

/// <summary>What a ledger says about a job whose submit had an unknown outcome.</summary>
// State: for messages; null if the ledger has removed the job. IsRefused: recorded as not accepted.
// SentHash: the hash of the input as it was sent, if all of its files were stored first; otherwise null.
internal sealed record RecordedOutcome(string? State, bool IsUnknown, bool IsRefused, string? RequestId, string? SentHash);
