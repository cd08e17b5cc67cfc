namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>What a client can know about a fault. The outcome depends only on this.</summary>
internal enum FaultKind
{
    /// <summary>The fault does not affect the client.</summary>
    Harmless,

    /// <summary>The client can prove that it sent no byte of the request.</summary>
    Unsent,

    /// <summary>The request may have arrived. The client knows immediately that it will not receive a usable answer.</summary>
    Doubtful,

    /// <summary>The connection breaks while it is being opened. Whether anything was sent depends on a race.</summary>
    Racing,

    /// <summary>
    /// Like <see cref="Doubtful"/>, but the fault takes so long on a busy machine that little time is left for a second attempt.
    /// </summary>
    Heavy,

    /// <summary>
    /// Like <see cref="Doubtful"/>, but the connection ended before the first byte of an answer. In that case, .NET itself retries a
    /// request that has no body.
    /// </summary>
    Closed,

    /// <summary>The request may have arrived. Only by waiting can the client find out that no answer is coming.</summary>
    Silent,

    /// <summary>The service temporarily refuses the request.</summary>
    NotNow,

    /// <summary>
    /// Like <see cref="NotNow"/>, but the service asks for a short wait. The wait is not a failure, so a call that waits for a job
    /// continues until its deadline.
    /// </summary>
    NotForSeconds,

    /// <summary>Like <see cref="NotNow"/>, but the service asks for a longer wait than the client has time for.</summary>
    NotForLong,

    /// <summary>
    /// A proxy asks for a short wait, and the service behind it may have carried out the request. Every call except a submit is retried.
    /// </summary>
    Proxied,

    /// <summary>The service refuses the request, and a retry would not change that.</summary>
    Final,

    /// <summary>
    /// Like <see cref="Doubtful"/>, but a complete answer arrives in an unexpected form. This ends a download without a retry.
    /// </summary>
    OtherForm,

    /// <summary>A complete answer arrives, but describes another job.</summary>
    OtherJob,
}
