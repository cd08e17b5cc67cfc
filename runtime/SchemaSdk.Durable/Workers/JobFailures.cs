namespace SchemaSdk.Durable.Workers;

/// <summary>Says what a failure means for the job.</summary>
internal static class JobFailures
{
    /// <summary>Returns true if a job that has ended has no result that could be read later.</summary>
    internal static bool IsEnd(Exception? failure) => failure switch
    {
        // It may pass, or a person mends it, as a wrong secret: its result may have been paid for.
        ModelUnavailableException or ModelTimeoutException or ModelConfigurationException or ModelLedgerException => false,

        // So may any other refusal, as that of an expired token, or the 404 of a proxy.
        ModelApiException refusal => refusal.IsUnknownRequest,
        ModelException => true,
        _ => false,
    };

    /// <summary>Returns true if a job was not sent, since the service gave no answer at all.</summary>
    // An answer that says "not now" may be about its model alone, or about how much runs already.
    internal static bool IsOutOfReach(Exception failure) =>
        failure is ModelUnavailableException { RequestId: null, InnerException: not null };

    /// <summary>
    /// Returns true if another process may be able to go on with it: one with the folder, the token, the secret or the connection.
    /// </summary>
    /// <param name="failure">The failure.</param>
    /// <param name="state">The state of the job, which it was in before as well.</param>
    internal static bool IsOfProcess(Exception? failure, LedgerState state) => failure switch
    {
        ModelConfigurationException => true,
        ModelUnavailableException unsent => IsOutOfReach(unsent),
        ModelLedgerException failed => state == LedgerState.Intended || failed.IsLasting,
        ModelApiException { IsUnauthorized: true } => true,
        _ => false,
    };
}
