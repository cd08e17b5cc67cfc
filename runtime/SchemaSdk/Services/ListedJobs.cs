namespace SchemaSdk.Services;

/// <summary>A page of a service's list of submitted jobs.</summary>
/// <param name="Jobs">The jobs of the model in question.</param>
/// <param name="Next">What leads to the next page: a cursor or an address; null on the last page.</param>
public sealed record ListedJobs(IReadOnlyList<ListedJob> Jobs, string? Next);
