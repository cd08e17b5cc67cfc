using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchemaSdk.DependencyInjection;

/// <summary>What a client's registration consists of: named options, a named HTTP client, and the client on both.</summary>
internal static class ClientRegistration
{
    // Long enough to reuse connections between polls, short enough to notice a change of address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // A submit on a connection that a load balancer is just closing would be called unknown, though it never reached the service.
    private static readonly TimeSpan ConnectionIdle = TimeSpan.FromSeconds(30);

    internal static string NameOf<TClient>(object? serviceKey) =>
        serviceKey is null ? typeof(TClient).FullName! : $"{typeof(TClient).FullName} {serviceKey.GetType().FullName} {serviceKey}";

    internal static TClient Create<TClient>(IServiceProvider provider, string name, Func<HttpClient, ModelClientOptions, TClient> create) =>
        create(provider.GetRequiredService<IHttpClientFactory>().CreateClient(name), OptionsOf(provider, name));

    internal static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name, Action<ModelClientOptions>? configure)
    {
        services.AddOptions<ModelClientOptions>(name)
            .Configure<IServiceProvider>((options, provider) =>
            {
                options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
                options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider;
                configure?.Invoke(options);
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelClientOptions>>(new ModelClientOptionsValidator(name));

        // After all that an application configures of the client: whatever its handlers are, the guard stands behind them.
        services.PostConfigure<HttpClientFactoryOptions>(name, options => options.HttpMessageHandlerBuilderActions.Add(
            builder => builder.PrimaryHandler = new ModelSubmitGuard(builder.PrimaryHandler)));

        return services.AddHttpClient(name)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => CreateHandler(OptionsOf(provider, name)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RedactLoggedHeaders(_ => true);
    }

    private static ModelClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<ModelClientOptions>>().Get(name);

    private static SocketsHttpHandler CreateHandler(ModelClientOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = ConnectionIdle,
        ConnectTimeout = options.Timeouts.Connect,
    };
}
