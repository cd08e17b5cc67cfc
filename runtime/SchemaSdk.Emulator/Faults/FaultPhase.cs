namespace SchemaSdk.Emulation;

/// <summary>The phase of a connection or a request in which a fault happens.</summary>
public enum FaultPhase
{
    /// <summary>The connection is open, and nothing was read from it. Only for <see cref="EmulatorCall.Connect"/>.</summary>
    Connect,

    /// <summary>
    /// The first bytes of the connection were read: with TLS, the start of the handshake. Only for <see cref="EmulatorCall.Connect"/>.
    /// </summary>
    Handshake,

    /// <summary>The head of the request was read, and nothing of its body.</summary>
    BeforeBody,

    /// <summary>Half of the body was read. The client has sent a small body completely by then.</summary>
    MidBody,

    /// <summary>The whole request was read, but not carried out: there is no job and no charge.</summary>
    AfterBody,

    /// <summary>The request was carried out, so a submit is charged, but nothing of the answer was sent.</summary>
    BeforeResponse,

    /// <summary>The request was carried out, and the head and half of the body of the answer were sent.</summary>
    MidResponse,
}
