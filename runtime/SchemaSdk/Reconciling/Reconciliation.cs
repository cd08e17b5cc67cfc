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
