using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Page;

/// <summary>
/// Makes the answers to the page's requests. The headers prevent caching, and prevent other sites from embedding or reading the answers.
/// </summary>
internal static class PageAnswer
{
    // With this policy, the page loads nothing from other sites, runs only its own script files, and never turns text into markup.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("Cache-Control", "no-store"),
        new("Content-Security-Policy", Policy),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new("Referrer-Policy", "no-referrer"),
        new("X-Content-Type-Options", "nosniff"),
    ];

    /// <summary>
    /// The maximum nesting depth of an answer: more than any schema needs, because a normalized schema has up to 128 levels.
    /// </summary>
    internal const int MostDepth = 256;

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = MostDepth };

    /// <exception cref="JsonException">The body is nested deeper than <see cref="MostDepth"/>.</exception>
    public static ServiceAnswer Json(JsonNode body, int statusCode = 200) =>
        new(statusCode, ServiceAnswer.JsonType, JsonSerializer.SerializeToUtf8Bytes(body, Deep)) { Headers = Headers };

    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="message">What is wrong, and what to do, as a sentence.</param>
    public static ServiceAnswer Error(int statusCode, string message) => Json(new JsonObject { ["error"] = message }, statusCode);

    public static ServiceAnswer File(string contentType, byte[] content) => new(200, contentType, content) { Headers = Headers };

    /// <summary>Adds the headers that all answers of the page have in common.</summary>
    public static ServiceAnswer Own(ServiceAnswer answer) => answer with { Headers = [.. Headers, .. answer.Headers] };

    public static ServiceAnswer Elsewhere(string path) =>
        new(302, "text/plain", ReadOnlyMemory<byte>.Empty) { Headers = [.. Headers, new("Location", path)] };
}
