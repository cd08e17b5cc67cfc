using System.Net;
using SchemaSdk.Settings;

namespace SchemaSdk.Http;

/// <summary>The HTTP client of a model client that was given none.</summary>
internal static class OwnHttpClient
{
    // Long enough to reuse connections between polls, short enough to notice a change of address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    internal static HttpClient Create(ClientSettings settings) => new(CreateHandler(settings))
    {
        // Every attempt has a time of its own.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    internal static SocketsHttpHandler CreateHandler(ClientSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectTimeout = settings.ConnectTimeout,
        AutomaticDecompression = DecompressionMethods.All,
    };
}
