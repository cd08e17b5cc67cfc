namespace SchemaSdk.Pipeline.Http;

/// <summary>Why an attempt ended without an answer.</summary>
internal enum AttemptFailure
{
    /// <summary>It did not: there is an answer.</summary>
    None,

    /// <summary>The application's token provider threw.</summary>
    NoToken,

    /// <summary>No name, no connection, no TLS session or no way through the proxy.</summary>
    NotConnected,

    /// <summary>The time of the attempt, or the caller's own <see cref="HttpClient.Timeout"/>, ran out.</summary>
    TimedOut,

    /// <summary>The connection or the answer broke off.</summary>
    Broken,

    /// <summary>A handler of the application sent a submit a second time, which was refused here.</summary>
    Repeated,

    /// <summary>A handler of the application sent a copy that nobody could tell from a submit of its own, which was refused here.</summary>
    Unmarked,
}
