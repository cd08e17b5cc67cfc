namespace SchemaSdk.Emulation.Calls;

/// <summary>An answer, whatever way it goes.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The body; to HEAD it is not sent, but its length is told.</param>
internal sealed record ServiceAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The other headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
