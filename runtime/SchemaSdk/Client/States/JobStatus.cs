namespace SchemaSdk;

/// <summary>Holds what the service last said of a job.</summary>
public sealed record JobStatus
{
    /// <summary>The id of the request, by which another process can take the job up again.</summary>
    public required string RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key { get; init; }

    /// <summary>The state of the job. An ended job is never <see cref="JobState.Succeeded"/> before its result said so.</summary>
    public JobState State { get; init; }

    /// <summary>The state as the service wrote it, such as <c>in_queue</c>; null before the first answer.</summary>
    public string? StateText { get; init; }

    /// <summary>The place in the queue, where the service tells one.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>The time since the submit was accepted, or since the job was attached to.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Says that nothing more will happen to the job.</summary>
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
