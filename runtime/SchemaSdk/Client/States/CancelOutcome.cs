namespace SchemaSdk;

/// <summary>The outcome of a request to cancel a job.</summary>
public enum CancelOutcome
{
    /// <summary>The service gave no clear answer: the job may be cancelled, running or ended. The job's status says which.</summary>
    Unconfirmed,

    /// <summary>The job was still queued, and will not run.</summary>
    Canceled,

    /// <summary>The job is running or has ended: only a queued job can be cancelled.</summary>
    NotCancelable,
}
