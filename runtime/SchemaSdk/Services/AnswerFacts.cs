namespace SchemaSdk.Services;

/// <summary>The facts of an answer on which its meaning rests.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="HasRetryAfter">Whether it says when to come back.</param>
/// <param name="Body">The body as an object of the service; null where it is none.</param>
internal readonly record struct AnswerFacts(int StatusCode, bool HasRetryAfter, ServiceBody? Body)
{
    /// <summary>Whether a caller's <see cref="HttpClient"/> followed a redirect to it.</summary>
    internal AddressChange Moved { get; init; }

    /// <summary>Whether it answers another request than the one that was let out: how often that was sent, nobody knows.</summary>
    internal bool IsReplaced { get; init; }

    /// <summary>Whether a handler of the application gave it in place of the service's, after the request had been let out.</summary>
    internal bool IsUnheard { get; init; }
}
