namespace SchemaSdk;

/// <summary>The last known status of a job.</summary>
public sealed record JobStatus
{
    /// <summary>The request id, with which another process can attach to the job.</summary>
    public required string RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key { get; init; }

    /// <summary>The state of the job. It becomes <see cref="JobState.Succeeded"/> only when the result says so.</summary>
    public JobState State { get; init; }

    /// <summary>The state in the service's own words, such as <c>in_queue</c>; null before the first answer.</summary>
    public string? StateText { get; init; }

    /// <summary>The number of jobs ahead of this one at the service; null if the service does not report it.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>The time since the submit was accepted, or since the client attached to the job.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>True if the job has ended.</summary>
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
