namespace SchemaSdk;

/// <summary>What the service's list of jobs says about a submit whose answer was lost.</summary>
public enum ReconcileOutcome
{
    /// <summary>The submit is still unknown: the list may lack the job, or does not show which job it is.</summary>
    Unknown,

    /// <summary>The service accepted the submit, under <see cref="Reconciliation.RequestId"/>.</summary>
    Accepted,

    /// <summary>The service did not accept the submit, so the input can be submitted again.</summary>
    NotAccepted,
}
