namespace SchemaSdk.Pipeline.Connections;

/// <summary>The HTTP client that a model client makes if it is given none.</summary>
internal static class OwnHttpClient
{
    // Long enough to reuse connections between polls, short enough to notice a change of address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // Load balancers close idle connections after a minute or more. A submit on one that is just being closed breaks after its
    // first byte, and would be called unknown though it never reached the service.
    private static readonly TimeSpan ConnectionIdle = TimeSpan.FromSeconds(30);

    internal static HttpClient Create(SocketsHttpHandler handler) => new(handler)
    {
        // Every attempt has a time of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="connectTimeout">For a connection, TLS included.</param>
    /// <param name="service">The base address.</param>
    internal static SocketsHttpHandler CreateHandler(TimeSpan connectTimeout, Uri service) => new()
    {
        // Elsewhere the system's own, which knows of more than this interface can tell.
        Proxy = service.IsLoopback ? new ProxyForOthers() : null,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = ConnectionIdle,
        ConnectTimeout = connectTimeout,
    };
}
