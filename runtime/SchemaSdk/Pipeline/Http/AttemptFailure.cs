namespace SchemaSdk.Pipeline.Http;

/// <summary>Why an attempt ended without an answer.</summary>
internal enum AttemptFailure
{
    /// <summary>The attempt has an answer.</summary>
    None,

    /// <summary>The application's token provider threw.</summary>
    NoToken,

    /// <summary>Name resolution, the connection, TLS or the proxy failed.</summary>
    NotConnected,

    /// <summary>The timeout of the attempt, or the <see cref="HttpClient.Timeout"/> of a caller's client, expired.</summary>
    TimedOut,

    /// <summary>The connection or the answer was interrupted.</summary>
    Broken,

    /// <summary>A handler of the application tried to send a submit a second time, which the client prevented.</summary>
    Repeated,

    /// <summary>A handler of the application tried to send a copy that looks like a separate submit, which the client prevented.</summary>
    Unmarked,
}
