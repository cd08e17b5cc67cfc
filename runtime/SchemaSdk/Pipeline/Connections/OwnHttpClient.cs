namespace SchemaSdk.Pipeline.Connections;

/// <summary>Creates a model client's HTTP client if the application does not provide one.</summary>
internal static class OwnHttpClient
{
    // Long enough to reuse connections between polls, short enough to notice DNS changes.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // Shorter than the idle timeout of load balancers, which is a minute or more.
    // On a connection that is being closed, a submit would end with an unknown outcome.
    private static readonly TimeSpan ConnectionIdle = TimeSpan.FromSeconds(30);

    internal static SocketsHttpHandler CreateHandler(TimeSpan connectTimeout, Uri service) => new()
    {
        // Null means the system proxy, which may have settings that an IWebProxy cannot express.
        Proxy = service.IsLoopback ? new ProxyForOthers() : null,
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = ConnectionIdle,
        ConnectTimeout = connectTimeout,
    };
}

/// <summary>The system proxy, except for loopback addresses: a proxy cannot reach a local emulator, and would see the token.</summary>
internal sealed class ProxyForOthers : IWebProxy
{
    public ICredentials? Credentials { get => HttpClient.DefaultProxy.Credentials; set => HttpClient.DefaultProxy.Credentials = value; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
