using System.Net.Sockets;

namespace SchemaSdk.Pipeline.Http;

/// <summary>One attempt of a call: its answer, or the reason why it has none.</summary>
internal sealed record ApiAttempt
{
    internal ApiAnswer? Answer { get; init; }

    internal AttemptFailure Failure { get; init; }

    internal Exception? Cause { get; init; }

    /// <summary>The address of the call; null if nothing was sent.</summary>
    internal Uri? Address { get; init; }

    internal TimeSpan? RetryAfter => Answer?.RetryAfter;

    /// <summary>True if no request can be sent: no connection was opened, or the application returned no token.</summary>
    internal bool CannotSend => IsConnectTimeout || Failure is AttemptFailure.NotConnected or AttemptFailure.NoToken;

    // If the connect timeout expires, .NET throws these nested exceptions.
    private bool IsConnectTimeout => Failure == AttemptFailure.TimedOut
        && Cause is OperationCanceledException { InnerException: TimeoutException { InnerException: not OperationCanceledException } };

    internal string Describe() => (Answer, Failure) switch
    {
        ({ } answer, _) => $"HTTP {answer.StatusCode}{WithDetail(answer)}",
        (_, AttemptFailure.NoToken) => $"TokenProvider or TokenForCall failed to return a token ({Cause?.GetType().Name})",
        (_, AttemptFailure.NotConnected) => $"the connection{To} failed ({WhyNot})",
        (_, AttemptFailure.TimedOut) when IsConnectTimeout => $"no connection{To} was opened in time",
        (_, AttemptFailure.TimedOut) => "no answer came in time",
        (_, AttemptFailure.Repeated) when Cause is UnmarkedSubmitException =>
            "a handler of the application sent a copy of a submit without the HttpRequestMessage.Options and the header of that submit",
        (_, AttemptFailure.Repeated) => "a handler of the application tried to send the request a second time",
        _ => $"the connection broke ({Cause?.GetType().Name})",
    };

    private string To => Address is null ? "" : $" to {Address.Scheme}://{Address.Authority}";

    // Uses error names, such as ConnectionRefused, because messages are in the machine's language.
    private string? WhyNot => (Cause?.GetBaseException(), Cause) switch
    {
        (SocketException socket, _) => socket.SocketErrorCode.ToString(),
        (_, HttpRequestException request) => request.HttpRequestError.ToString(),
        (var cause, _) => cause?.GetType().Name,
    };

    private static string WithDetail(ApiAnswer answer) => answer.Moved != AddressChange.None ? " after a redirect"
        : answer.Facts.IsReplaced ? " in answer to a copy of the request that a handler of the application sent"
        : answer.Facts.IsUnheard ? " from a handler of the application, not from the service"
        : answer.Detail is { Length: > 0 } detail ? $" ({detail})"
        : answer.StatusCode is >= 200 and < 300 ? " with a body that is not a valid answer"
        : "";
}

internal enum AttemptFailure
{
    None,           // the attempt has an answer
    NoToken,        // the client has no token, or the application's token provider threw
    NotConnected,   // name resolution, the connection, TLS or the proxy failed
    TimedOut,       // the timeout of the attempt, or the HttpClient.Timeout of a caller's client, expired
    Broken,         // the connection or the answer was interrupted
    Repeated,       // one of the application's handlers tried to send a submit again, or a copy of it; the client prevented that
}
