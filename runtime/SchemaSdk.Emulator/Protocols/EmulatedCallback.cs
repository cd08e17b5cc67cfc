using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation;

/// <summary>The request that tells a callback address that a job has ended.</summary>
/// <param name="Body">The body, which is JSON.</param>
public sealed record EmulatedCallback(ReadOnlyMemory<byte> Body)
{
    /// <summary>The headers other than Content-Type, such as a signature. The default is none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Returns a callback with a JSON body and no headers.</summary>
    /// <param name="body">The body.</param>
    public static EmulatedCallback Json(JsonNode body) => new(ServiceAnswer.Write(body));

    /// <summary>Returns a copy of this callback with one more header.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value of the header.</param>
    public EmulatedCallback With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };
}
