namespace SchemaSdk.Emulation.Calls;

/// <summary>An answer, independent of the transport.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The body. The answer to a HEAD request contains only its length.</param>
internal sealed record ServiceAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The headers other than Content-Type and Content-Length.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
