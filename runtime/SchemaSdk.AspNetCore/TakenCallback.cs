namespace SchemaSdk.AspNetCore;

/// <summary>The contents of a callback.</summary>
/// <param name="RequestId">The request id in the body.</param>
/// <param name="Key">The key in the address; null if there is none.</param>
/// <param name="IsProven">True if the address has a valid proof for the key.</param>
internal readonly record struct TakenCallback(string RequestId, string? Key, bool IsProven)
{
    /// <summary>The number of times that the check was repeated because it was inconclusive.</summary>
    internal int Repeats { get; init; }

    /// <summary>The key if it is proven; otherwise null. An unproven key could bind any request of the account to the job.</summary>
    internal string? ProvenKey => IsProven ? Key : null;

    /// <summary>The subject of the check. Callbacks with the same subject are merged into one hint.</summary>
    internal (string RequestId, string? Key) Subject => (RequestId, ProvenKey);
}
