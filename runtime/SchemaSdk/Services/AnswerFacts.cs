namespace SchemaSdk.Services;

/// <summary>The facts of an answer that decide its meaning.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="HasRetryAfter">True if it has <c>Retry-After</c>.</param>
/// <param name="Body">The body as an object of the service; null if it is not one.</param>
internal readonly record struct AnswerFacts(int StatusCode, bool HasRetryAfter, ServiceBody? Body)
{
    /// <summary>Says whether a caller's <see cref="HttpClient"/> followed a redirect to it.</summary>
    internal AddressChange Moved { get; init; }

    /// <summary>True if it answers another request than the client's. It is unknown how often that one was sent.</summary>
    internal bool IsReplaced { get; init; }

    /// <summary>
    /// True if a handler of the application made it instead of the service, after the request had passed the guard.
    /// </summary>
    internal bool IsUnheard { get; init; }
}
