using SchemaSdk.Ledgers;

namespace SchemaSdk;

/// <summary>The end of a job, for <see cref="LedgerJob.EndedAsync"/>.</summary>
public sealed class EndedJob
{
    /// <summary>The way it ended.</summary>
    public required JobState Outcome { get; init; }

    /// <summary>Its cost in US dollars; null if the service told none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The answer of the service that has its result.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>The output in that answer; null if it has none.</summary>
    public ReadOnlyMemory<byte>? Output { get; init; }

    /// <summary>Downloads the files of the output; null: only the end is recorded.</summary>
    internal IResultFiles? Files { get; init; }
}
