using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation;

/// <summary>An answer from an emulated service, independent of the transport.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="ContentType">The media type of the body.</param>
/// <param name="Body">The body. In the answer to a HEAD request, only the length of the body is sent.</param>
public sealed record ServiceAnswer(int StatusCode, string ContentType, ReadOnlyMemory<byte> Body)
{
    internal const string JsonType = "application/json";

    // An output can have 256 levels, and the answer that contains it has more.
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 300 };

    /// <summary>The headers other than Content-Type and Content-Length. The default is none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The parts in which the body is sent; null (the default) to send <see cref="Body"/> as a whole.</summary>
    internal Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>>? Parts { get; init; }

    /// <summary>Returns an answer with a JSON body, in which only a few kinds of characters are escaped.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="body">The body.</param>
    public static ServiceAnswer Json(int statusCode, JsonNode body) => new(statusCode, JsonType, Write(body));

    /// <summary>Returns an answer without a body.</summary>
    /// <param name="statusCode">The HTTP status.</param>
    public static ServiceAnswer Empty(int statusCode) => new(statusCode, "text/plain", ReadOnlyMemory<byte>.Empty);

    /// <summary>Returns a copy of this answer with one more header.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value of the header.</param>
    public ServiceAnswer With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    /// <summary>Returns a copy of this answer with a <c>Retry-After</c> header.</summary>
    /// <param name="wait">The value of the header, rounded up to whole seconds; null to add no header.</param>
    public ServiceAnswer WithRetryAfter(TimeSpan? wait) =>
        wait is { } time ? With("Retry-After", Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)) : this;

    /// <summary>Returns the first half of the body or, if the body is sent in parts, its first part.</summary>
    internal async Task<ReadOnlyMemory<byte>> FirstHalfAsync()
    {
        if (Parts is null)
        {
            return Body[..(Body.Length / 2)];
        }

        await foreach (var part in Parts(CancellationToken.None).ConfigureAwait(false))
        {
            return part;
        }

        return default;
    }

    internal static byte[] Write(JsonNode body) => JsonSerializer.SerializeToUtf8Bytes(body, Plain);
}
