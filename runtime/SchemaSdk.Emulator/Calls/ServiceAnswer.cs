namespace SchemaSdk.Emulation.Calls;

/// <summary>An answer, independent of the transport.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The body; HEAD gets only its length.</param>
internal sealed record ServiceAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The other headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
