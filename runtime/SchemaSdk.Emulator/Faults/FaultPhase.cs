namespace SchemaSdk.Emulation;

/// <summary>The point that a connection or a request has reached when a fault strikes.</summary>
public enum FaultPhase
{
    /// <summary>The connection is open, and nothing of it is read. For <see cref="EmulatorCall.Connect"/> alone.</summary>
    Connect,

    /// <summary>
    /// The first bytes of the connection are read: with TLS, the start of the handshake. For <see cref="EmulatorCall.Connect"/> alone.
    /// </summary>
    Handshake,

    /// <summary>The head of the request is read, and nothing of its body.</summary>
    BeforeBody,

    /// <summary>Half of the body is read. Small bodies have left the client whole by then.</summary>
    MidBody,

    /// <summary>The request is read whole, and not carried out: no job, no bill.</summary>
    AfterBody,

    /// <summary>The request is carried out, so that a submit is billed, and nothing of the answer is sent.</summary>
    BeforeResponse,

    /// <summary>The request is carried out, and the head and half of the body of the answer are sent.</summary>
    MidResponse,
}
