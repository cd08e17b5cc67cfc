namespace SchemaSdk.Emulation;

/// <summary>The phase of a connection or a request in which a fault happens.</summary>
public enum FaultPhase
{
    /// <summary>The connection is open, but nothing has been read from it. Only for <see cref="EmulatorCall.Connect"/>.</summary>
    Connect,

    /// <summary>
    /// The first bytes of the connection have been read. With TLS, these are the start of the handshake. Only for
    /// <see cref="EmulatorCall.Connect"/>.
    /// </summary>
    Handshake,

    /// <summary>
    /// The headers of the request have been read, but none of its body. If the body is small, the client has already sent the whole body
    /// by then.
    /// </summary>
    BeforeBody,

    /// <summary>Half of the request body has been read. If the body is small, the client has already sent the whole body by then.</summary>
    MidBody,

    /// <summary>The whole request has been read but not carried out: no job exists and nothing is charged.</summary>
    AfterBody,

    /// <summary>The request has been carried out, so a submit is charged, but none of the answer has been sent.</summary>
    BeforeResponse,

    /// <summary>The request has been carried out, and the answer's headers and half of its body have been sent.</summary>
    MidResponse,
}
