using System.Text;

namespace SchemaSdk.Services;

/// <summary>A request that stores a file or a part of it. The client sends it, and sends it again if it fails.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The address.</param>
public sealed record StorageRequest(HttpMethod Method, Uri Address)
{
    /// <summary>The media type of the body, with its parameters; null, the default: none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The body of a request that does not contain the file, such as JSON. Default: empty.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// The text around the file, such as the start and the end of a form. Null, the default: the body of the first request is
    /// <see cref="Body"/>, and the body of a request for a part is only the part.
    /// </summary>
    public SubmitEnvelope? Form { get; init; }

    /// <summary>Other headers, but not the token. Default: none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    internal static StorageRequest PostJson(Uri address, string json) =>
        new(HttpMethod.Post, address) { ContentType = "application/json", Body = Encoding.UTF8.GetBytes(json) };
}
