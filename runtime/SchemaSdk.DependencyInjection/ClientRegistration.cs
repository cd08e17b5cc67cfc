using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SchemaSdk.DependencyInjection;

/// <summary>The registration of a client: named options, a named HTTP client, and the client on both.</summary>
internal static class ClientRegistration
{
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

        // This comes after everything that an application configures, so that the guard stands behind all its handlers.
        services.PostConfigure<HttpClientFactoryOptions>(name, options => options.HttpMessageHandlerBuilderActions.Add(
            static builder => builder.PrimaryHandler = GuardedHandler.Of(builder.PrimaryHandler)));

        return services.AddHttpClient(name)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => OptionsOf(provider, name).CreateHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .RedactLoggedHeaders(_ => true);
    }

    internal static ModelClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<ModelClientOptions>>().Get(name);
}
