namespace SchemaSdk.Services;

/// <summary>The facts of an answer on which its meaning rests.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="HasRetryAfter">True if it says when to come back.</param>
/// <param name="Body">The body as an object of the service; null if it is not one.</param>
internal readonly record struct AnswerFacts(int StatusCode, bool HasRetryAfter, ServiceBody? Body)
{
    /// <summary>Tells whether a caller's <see cref="HttpClient"/> followed a redirect to it.</summary>
    internal AddressChange Moved { get; init; }

    /// <summary>True if it answers another request than the one that was let out. Nobody knows how often that one was sent.</summary>
    internal bool IsReplaced { get; init; }

    /// <summary>
    /// True if a handler of the application made it in place of the service's answer, after the request had been let out.
    /// </summary>
    internal bool IsUnheard { get; init; }
}
