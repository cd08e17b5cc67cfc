using SchemaSdk.Ledgers;

namespace SchemaSdk;

/// <summary>The end of a job, for <see cref="LedgerJob.EndedAsync"/>.</summary>
public sealed class EndedJob
{
    /// <summary>The state in which the job ended.</summary>
    public required JobState Outcome { get; init; }

    /// <summary>The cost in US dollars; null if the service reported none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The service's answer that contains the result.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>The output in that answer; null if there is none.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>Downloads the files of the output; null if only the end is to be recorded.</summary>
    internal IResultFiles? Files { get; init; }
}

/// <summary>The files of a result that a <see cref="ModelLedger"/> has downloaded.</summary>
/// <param name="Paths">The paths of the files that were downloaded.</param>
/// <param name="Error">Why other files are missing; null if none are missing or none were to be downloaded.</param>
public sealed record DownloadedFiles(IReadOnlyList<string> Paths, Exception? Error)
{
    /// <summary>No files were to be downloaded.</summary>
    public static DownloadedFiles None { get; } = new([], Error: null);
}
