namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>The facts that a fault lets a client know. The outcome may depend on nothing else.</summary>
internal enum FaultKind
{
    /// <summary>Nothing goes wrong that a client should mind.</summary>
    Harmless,

    /// <summary>Provably, not a byte of the request has left.</summary>
    Unsent,

    /// <summary>The request may have arrived. It is known at once that there is no usable answer.</summary>
    Doubtful,

    /// <summary>
    /// The connection breaks as it opens: whether it was open, and so something has left, is a matter of who was quicker.
    /// </summary>
    Racing,

    /// <summary>As doubtful, and it costs a busy machine so much time that little is left for a second try.</summary>
    Heavy,

    /// <summary>As doubtful, and the connection ended without a byte of an answer: .NET itself asks again where no body was sent.</summary>
    Closed,

    /// <summary>The request may have arrived, and only waiting tells that no answer comes.</summary>
    Silent,

    /// <summary>The service does nothing, now.</summary>
    NotNow,

    /// <summary>
    /// The same, but the service asks to wait a little. That is not a failure, and a wait for a job goes on to its deadline.
    /// </summary>
    NotForSeconds,

    /// <summary>The same, and asks to wait longer than there is time.</summary>
    NotForLong,

    /// <summary>A proxy asks to wait a little for a service that may have done everything: everything but a submit is made again.</summary>
    Proxied,

    /// <summary>The service does nothing, and asking again would change nothing.</summary>
    Final,

    /// <summary>As doubtful: a whole answer in another form. Of a file it is final, for a file it has none.</summary>
    OtherForm,

    /// <summary>A whole answer, about another job.</summary>
    OtherJob,
}
