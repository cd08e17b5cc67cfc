using System.Net;
using SchemaSdk.Settings;

namespace SchemaSdk.Http;

/// <summary>What a model client sends with that was given no HTTP client.</summary>
internal static class OwnHttpClient
{
    // Long enough to reuse connections between polls, short enough to notice a change of address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // Load balancers close idle connections after a minute or more. A submit on one that is just being closed breaks after its
    // first byte, and would be called unknown though it never reached the service.
    private static readonly TimeSpan ConnectionIdle = TimeSpan.FromSeconds(30);

    /// <summary>For calls of the service.</summary>
    internal static HttpMessageInvoker ForCalls(ClientSettings settings) =>
        new(CreateHandler(settings, DecompressionMethods.All), disposeHandler: true);

    /// <summary>For files, which are compressed as they are: a part of one can be asked for only as it is stored.</summary>
    internal static HttpClient ForFiles(ClientSettings settings) => new(CreateHandler(settings, DecompressionMethods.None))
    {
        // Every attempt has a time of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    internal static SocketsHttpHandler CreateHandler(ClientSettings settings, DecompressionMethods decompression) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = ConnectionIdle,
        ConnectTimeout = settings.ConnectTimeout,
        AutomaticDecompression = decompression,
    };
}
