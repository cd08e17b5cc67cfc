namespace SchemaSdk.Services;

/// <summary>The jobs to find in a service's list of submitted jobs.</summary>
/// <param name="ModelId">The id of their model, as in the submit.</param>
/// <param name="From">The earliest time at which they were submitted, in UTC.</param>
/// <param name="To">The latest time at which they were submitted, in UTC.</param>
public sealed record JobSearch(string ModelId, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Returns true if a job was submitted between <see cref="From"/> and <see cref="To"/>, or at an unknown time.</summary>
    internal bool Covers(ListedJob job) => job.CreatedAt is not { } time || (time >= From && time <= To);

    /// <summary>Formats a time for the query string of a list request.</summary>
    internal static string Text(DateTimeOffset time) => $"{time.UtcDateTime:s}Z";
}

/// <summary>A page of a service's list of submitted jobs.</summary>
/// <param name="Jobs">The model's jobs.</param>
/// <param name="Next">The cursor or address of the next page; null on the last page.</param>
public sealed record ListedJobs(IReadOnlyList<ListedJob> Jobs, string? Next);

/// <summary>A job in a service's list of submitted jobs.</summary>
/// <param name="RequestId">The request id.</param>
public sealed record ListedJob(string RequestId)
{
    /// <summary>When the service accepted the job; null if the list does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The JSON of the input; empty if the list does not have it.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }
}
