namespace SchemaSdk;

/// <summary>The result of <see cref="ModelSubmissionUnknownException.ReconcileAsync"/>.</summary>
/// <param name="Outcome">What is known now.</param>
/// <param name="RequestId">The request id of the accepted job, for <c>Attach</c>; null unless it was accepted.</param>
/// <param name="Reason">The reason for the outcome, as a sentence.</param>
public sealed record Reconciliation(ReconcileOutcome Outcome, string? RequestId, string Reason)
{
    internal static Reconciliation Unknown(string reason) => new(ReconcileOutcome.Unknown, RequestId: null, reason);

    internal static Reconciliation Accepted(string requestId, string reason) => new(ReconcileOutcome.Accepted, requestId, reason);
}

/// <summary>What the service's list of jobs says about a submit whose answer was lost.</summary>
public enum ReconcileOutcome
{
    /// <summary>The outcome is still unknown. The list may lack the job, or may not show which job belongs to the submit.</summary>
    Unknown,

    /// <summary>The service accepted the submit; <see cref="Reconciliation.RequestId"/> identifies the job.</summary>
    Accepted,

    /// <summary>The service did not accept the submit, so the input can be submitted again.</summary>
    NotAccepted,
}

/// <summary>Settings for using the service's list of jobs to settle a submit whose answer was lost.</summary>
public sealed record ReconcileOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>
    /// A submit counts as not accepted if the list still has no job for it this long after the submit ended: 0 to 24 days. The client uses
    /// at least the time that the service may need to list a job: one minute for Replicate, and one hour for other services unless their
    /// profile sets another time. If the service lists the job even later, the input may be paid for twice. Default: null, so that the
    /// submit stays unknown.
    /// </summary>
    /// <remarks>
    /// The failed call's exception has the time at which its submit ended. The worker, and later calls with the same key, assume the latest
    /// possible end: the time of sending plus <see cref="ModelClientOptions.JobTimeout"/>, <see cref="ModelTimeouts.Submit"/> and 15
    /// minutes. fal lists a job only after it has started, so use a time that is longer than any job waits in fal's queue.
    /// </remarks>
    public TimeSpan? NotAcceptedAfter { get; set; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    internal void Check()
    {
        if (NotAcceptedAfter is { } time && (time < TimeSpan.Zero || time > Longest))
        {
            throw new ArgumentOutOfRangeException(
                nameof(NotAcceptedAfter), time, $"ReconcileOptions.NotAcceptedAfter is {time}; it must be from 0 to 24 days.");
        }
    }
}
