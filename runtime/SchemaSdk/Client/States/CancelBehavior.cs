namespace SchemaSdk;

/// <summary>Decides what becomes of a job when the token of a wait for it is cancelled.</summary>
public enum CancelBehavior
{
    /// <summary>
    /// Only the waiting ends: the job goes on at the service and is billed. It can be waited for again by its request id.
    /// </summary>
    StopWaiting,

    /// <summary>
    /// The service is asked to cancel the job too, for up to <see cref="ModelTimeouts.Cancel"/>; only a queued job can be.
    /// </summary>
    CancelJob,
}
