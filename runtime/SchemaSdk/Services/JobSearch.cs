namespace SchemaSdk.Services;

/// <summary>The jobs to find in a service's list of submitted jobs.</summary>
/// <param name="ModelId">The id of their model, as in the submit.</param>
/// <param name="From">The earliest time at which they were submitted, in UTC.</param>
/// <param name="To">The latest time at which they were submitted, in UTC.</param>
public sealed record JobSearch(string ModelId, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>True if a job was submitted between <see cref="From"/> and <see cref="To"/>, or if the list does not say when.</summary>
    internal bool Covers(ListedJob job) => job.CreatedAt is not { } time || (time >= From && time <= To);
}
