namespace SchemaSdk.Services.Testing;

/// <summary>An answer from the service.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Body">The body, as the service writes it.</param>
public sealed record SampleAnswer(int StatusCode, string Body)
{
    /// <summary>The value of the <c>Retry-After</c> header, such as <c>5</c>; null if the answer has none. Default: null.</summary>
    public string? RetryAfter { get; init; }
}
