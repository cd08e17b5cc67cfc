using SchemaSdk.Ledgers;

namespace SchemaSdk;

/// <summary>The end of a job, for <see cref="LedgerJob.EndedAsync"/>.</summary>
public sealed class EndedJob
{
    /// <summary>The state in which the job ended.</summary>
    public required JobState Outcome { get; init; }

    /// <summary>The cost in US dollars; null if the service reported none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The answer of the service with the result.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>The output in that answer; null if it has none.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>Downloads the files of the output; null: only the end is recorded.</summary>
    internal IResultFiles? Files { get; init; }
}

/// <summary>The files of a result that a <see cref="ModelLedger"/> has downloaded.</summary>
/// <param name="Paths">The paths of the files that were downloaded.</param>
/// <param name="Error">Why others are missing; null if all were downloaded, or none was to be downloaded.</param>
public sealed record DownloadedFiles(IReadOnlyList<string> Paths, Exception? Error)
{
    /// <summary>No files were to be downloaded.</summary>
    public static DownloadedFiles None { get; } = new([], Error: null);
}
