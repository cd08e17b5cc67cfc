namespace SchemaSdk.Pipeline.Connections;

/// <summary>The HTTP client that a model client creates if it gets none.</summary>
internal static class OwnHttpClient
{
    // Long enough to reuse connections between polls, short enough to notice a change of address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // Load balancers close idle connections after a minute or more. A submit on a connection that is being closed breaks after its
    // first byte, and would be unknown although it never reached the service.
    private static readonly TimeSpan ConnectionIdle = TimeSpan.FromSeconds(30);

    internal static HttpClient Create(SocketsHttpHandler handler) => new(handler)
    {
        // Every attempt has its own timeout.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="connectTimeout">The timeout of a connection, including TLS.</param>
    /// <param name="service">The base address.</param>
    internal static SocketsHttpHandler CreateHandler(TimeSpan connectTimeout, Uri service) => new()
    {
        // In other cases the system's own proxy, which may have more settings than IWebProxy shows.
        Proxy = service.IsLoopback ? new ProxyForOthers() : null,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = ConnectionIdle,
        ConnectTimeout = connectTimeout,
    };
}
