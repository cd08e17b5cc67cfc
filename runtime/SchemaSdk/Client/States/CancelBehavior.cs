namespace SchemaSdk;

/// <summary>What happens to a job when the token of a wait for the job is cancelled.</summary>
public enum CancelBehavior
{
    /// <summary>
    /// Only the wait ends: the job continues at the service and is charged. A caller can attach to the job by its request id.
    /// </summary>
    StopWaiting,

    /// <summary>
    /// The client also asks the service to cancel the job, for up to <see cref="ModelTimeouts.Cancel"/>. Only a queued job can be
    /// cancelled.
    /// </summary>
    CancelJob,
}
