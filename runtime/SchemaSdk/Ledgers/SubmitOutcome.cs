namespace SchemaSdk;

/// <summary>The outcome of a submit, for <see cref="LedgerJob.OutcomeAsync"/>.</summary>
public sealed record SubmitOutcome
{
    private SubmitOutcome(SubmitOutcomeKind kind) => Kind = kind;

    /// <summary>The kind of outcome.</summary>
    public SubmitOutcomeKind Kind { get; }

    /// <summary>The request id, or the possible request id if the outcome is unknown; null if no id was received.</summary>
    public string? RequestId { get; private init; }

    /// <summary>The addresses of the accepted job as the service gave them; null if it gave none.</summary>
    public JobLinks? Links { get; private init; }

    /// <summary>The exception that the caller gets; null if the submit did not fail.</summary>
    public Exception? Error { get; private init; }

    /// <summary>The service temporarily refused the job, and started nothing. The call that sent the input will send it again.</summary>
    public static SubmitOutcome Postponed { get; } = new(SubmitOutcomeKind.Postponed);

    /// <summary>Creates the outcome of a submit that the service accepted.</summary>
    /// <param name="requestId">The request id.</param>
    public static SubmitOutcome Accepted(string requestId) => Accepted(requestId, links: null);

    /// <summary>Creates the outcome of a submit that the service accepted, with addresses for the job.</summary>
    /// <param name="requestId">The request id.</param>
    /// <param name="links">The addresses of the job as the service gave them; null if it gave none.</param>
    public static SubmitOutcome Accepted(string requestId, JobLinks? links) =>
        new(SubmitOutcomeKind.Accepted) { RequestId = requestId, Links = links };

    /// <summary>Creates the outcome of a submit that was refused or not sent, so no job was started.</summary>
    /// <param name="error">The exception that the caller gets.</param>
    public static SubmitOutcome NotAccepted(Exception error) =>
        new(IsForNow(error) ? SubmitOutcomeKind.NotAccepted : SubmitOutcomeKind.Refused) { Error = error };

    /// <summary>Creates the unknown outcome of a submit: the input was sent, and the job may have been accepted.</summary>
    /// <param name="error">The exception that the caller gets.</param>
    public static SubmitOutcome Unknown(Exception error) =>
        new(SubmitOutcomeKind.Unknown) { RequestId = (error as ModelException)?.RequestId, Error = error };

    private static bool IsForNow(Exception error) => error
        is ModelUnavailableException or ModelConfigurationException or ModelBudgetException or ModelLedgerException
        or OperationCanceledException or ObjectDisposedException or ModelApiException { IsUnauthorized: true }
        or ModelException { IsVeto: true };
}

/// <summary>The kinds of <see cref="SubmitOutcome"/>.</summary>
public enum SubmitOutcomeKind
{
    /// <summary>The service accepted the job.</summary>
    Accepted,

    /// <summary>The service temporarily refused the job, and started nothing. The call that sent the input will send it again.</summary>
    Postponed,

    /// <summary>The job was not accepted in time, or the input was not sent. No job was started; a later attempt may succeed.</summary>
    NotAccepted,

    /// <summary>The service refused the job, and would refuse it again.</summary>
    Refused,

    /// <summary>The input was sent, and it is unknown whether the job was accepted.</summary>
    Unknown,
}
