namespace SchemaSdk.AspNetCore;

/// <summary>The contents of a callback.</summary>
/// <param name="RequestId">The request id in the body.</param>
/// <param name="Key">The key in the address; null if the address has none.</param>
/// <param name="IsProven">True if the address has a valid proof for the key.</param>
internal readonly record struct TakenCallback(string RequestId, string? Key, bool IsProven)
{
    /// <summary>How many times the check of the job has been repeated because it was inconclusive.</summary>
    internal int Repeats { get; init; }

    /// <summary>The key if it is proven, else null, so that no sender can settle a job without a proof.</summary>
    internal string? ProvenKey => IsProven ? Key : null;

    /// <summary>Identifies the job to check. Callbacks with the same subject cause a single check.</summary>
    internal (string RequestId, string? Key) Subject => (RequestId, ProvenKey);
}
