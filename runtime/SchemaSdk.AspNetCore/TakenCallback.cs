namespace SchemaSdk.AspNetCore;

/// <summary>Holds what a callback says.</summary>
/// <param name="RequestId">The id that it names.</param>
/// <param name="Key">The key that its address names; null: none.</param>
/// <param name="IsProven">True if the address was made for that key.</param>
internal readonly record struct TakenCallback(string RequestId, string? Key, bool IsProven)
{
    /// <summary>The number of times that its look was repeated, since it could say nothing.</summary>
    internal int Repeats { get; init; }

    /// <summary>
    /// The key that is believed. Without the proof it is a stranger's word, and would bind any request of the account to the job.
    /// </summary>
    internal string? ProvenKey => IsProven ? Key : null;

    /// <summary>The part that decides which look it leads to: those that agree in it are one hint.</summary>
    internal (string RequestId, string? Key) Subject => (RequestId, ProvenKey);
}
