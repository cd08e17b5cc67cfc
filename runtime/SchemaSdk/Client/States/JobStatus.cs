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

    /// <summary>
    /// The text that the job has logged since the previous status of the same <see cref="ModelJob{TOutput}.WatchAsync"/> call or progress
    /// callback. At most 1,048,576 characters for the whole job. Null if the job has logged nothing new, or if
    /// the service, such as RunComfy, has no logs. Always null in the status of <see cref="ModelJob{TOutput}.GetStatusAsync"/>.
    /// </summary>
    public string? NewLogs { get; init; }

    /// <summary>
    /// The text of the output that has arrived since the previous status, up to the same limit as <see cref="NewLogs"/>. Only Replicate's
    /// language models send their output in parts; the result always has the whole output. Null if nothing arrived.
    /// </summary>
    public string? NewOutput { get; init; }

    /// <summary>True if the job has ended.</summary>
    public bool HasEnded => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}

/// <summary>The state of a job.</summary>
public enum JobState
{
    /// <summary>This client does not know the status; see <see cref="JobStatus.StateText"/>. The job continues.</summary>
    Unknown,

    /// <summary>The job is in the queue and can still be cancelled.</summary>
    InQueue,

    /// <summary>The job is running and is charged.</summary>
    InProgress,

    /// <summary>The job ended with an output.</summary>
    Succeeded,

    /// <summary>The job ended without an output.</summary>
    Failed,

    /// <summary>The job was cancelled at the service. RunComfy cancels only jobs that have not started.</summary>
    Canceled,
}

/// <summary>What happens to a job when a wait for it is cancelled.</summary>
public enum CancelBehavior
{
    /// <summary>Only the wait ends. The job continues and is charged. A caller can attach to it by its request id.</summary>
    StopWaiting,

    /// <summary>
    /// The client also asks the service to cancel the job, and retries for up to <see cref="ModelTimeouts.Cancel"/>. This cancels the job
    /// for all calls and workers that use its key.
    /// </summary>
    CancelJob,
}

/// <summary>The outcome of a request to cancel a job.</summary>
public enum CancelOutcome
{
    /// <summary>The service gave no clear answer. The job may be cancelled, running or ended. Its status says which.</summary>
    Unconfirmed,

    /// <summary>The job is cancelled. At RunComfy, this means that the job was still queued and will not run.</summary>
    Canceled,

    /// <summary>The job has ended, or the service cannot cancel it. RunComfy cannot cancel a running job.</summary>
    NotCancelable,
}
