namespace SchemaSdk;

/// <summary>The end of a job: <see cref="LedgerEntry.End"/>.</summary>
public sealed record LedgerEnd
{
    /// <summary>
    /// The way it ended: <see cref="JobState.Succeeded"/>, <see cref="JobState.Failed"/> or <see cref="JobState.Canceled"/>.
    /// </summary>
    public required JobState Outcome { get; init; }

    /// <summary>Its cost in US dollars; null if the service reported none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The paths of the files of its result that were downloaded for it; empty if it has none.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>
    /// The reason why <see cref="Files"/> lacks files of the result, in words; null if it has all of them, or they are still to be
    /// downloaded. They are no longer tried. With <see cref="JobLedgerOptions.Cipher"/>, it says only how many are missing, or that all
    /// are there.
    /// </summary>
    public string? FilesError { get; init; }
}
