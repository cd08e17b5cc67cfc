using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.DependencyInjection;

/// <summary>Registers a generated client, with named options and a named HttpClient of its own.</summary>
internal static class ClientRegistration
{
    internal static string NameOf<TClient>(object? serviceKey) =>
        serviceKey is null ? typeof(TClient).FullName! : $"{typeof(TClient).FullName} {serviceKey.GetType().FullName} {serviceKey}";

    internal static IHttpClientBuilder Add<TClient>(
        IServiceCollection services,
        object? serviceKey,
        Func<HttpClient, ModelClientOptions, TClient> create,
        Action<ModelClientOptions>? configure)
        where TClient : ModelClient
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        var name = NameOf<TClient>(serviceKey);
        var client = new ClientName(name, typeof(TClient), serviceKey);
        var taken = services.Where(static other => other.ServiceKey is null).Select(static other => other.ImplementationInstance)
            .OfType<ClientName>().FirstOrDefault(other => other.Name == name);
        if (taken is not null && taken != client)
        {
            var (how, advice) = taken.Client == client.Client
                ? ($"This {typeof(TClient).Name} is already registered under another service key with the same text, '{serviceKey}'.",
                    "Use keys whose texts all differ, for example strings.")
                : ($"Another {typeof(TClient).Name}, from the assembly {taken.Client.Assembly.GetName().Name}, is already registered.",
                    "Set ModelClientName or ModelClientNamespace in one of the two projects.");
            throw new ArgumentException(
                $"{how} The two clients would share their options, such as the token, so this client was not registered. {advice}",
                nameof(serviceKey));
        }

        var service = ClientServiceAttribute.ServiceOf(typeof(TClient));
        services.TryAddKeyedSingleton(serviceKey, (provider, _) => Checked(service, create(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(name), OptionsOf(provider, name))));
        if (taken is not null)
        {
            // Repeating the steps below would remove the primary handler and the loggers that the application has added.
            services.Configure(name, configure ?? (static _ => { }));
            return services.AddHttpClient(name);
        }

        services.AddSingleton(client);
        services.AddOptions<ModelClientOptions>(name)
            .Configure<IServiceProvider>((options, provider) =>
            {
                options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
                options.TimeProvider = provider.GetService<TimeProvider>() ?? options.TimeProvider;
            })
            .Configure(configure ?? (static _ => { }))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelClientOptions>>(
            new OptionsCheck<ModelClientOptions>(name, options => options.Validate(service)));

        // PostConfigure runs after all configuration by the application, so the submit guard comes after all of the application's handlers.
        services.PostConfigure<HttpClientFactoryOptions>(name, options => options.HttpMessageHandlerBuilderActions.Add(
            static builder => builder.PrimaryHandler = GuardedHandler.Of(builder.PrimaryHandler)));

        return services.AddHttpClient(name)
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => OptionsOf(provider, name).CreateHandler(service))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .RedactLoggedHeaders(_ => true);
    }

    // A client of another service would get options and an HttpClient that were set up for the registered class's service.
    private static TClient Checked<TClient>(ModelService service, TClient client)
        where TClient : ModelClient =>
        client.Parts.Access.Settings.Service.Names.Name == service.Name ? client : throw new InvalidOperationException(
            $"{typeof(TClient).Name} was registered for {service.Name}, but the created {client.GetType().Name} is a client of "
            + $"{client.Parts.Access.Settings.Service.Names.Name}. Register the created class instead. If {typeof(TClient).Name} is "
            + "your own class, give it the attribute SchemaSdk.CompilerServices.ClientService.");

    private static ModelClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<ModelClientOptions>>().Get(name);

    /// <summary>Records a client's name in the container, so that another client with the same name is detected.</summary>
    private sealed record ClientName(string Name, Type Client, object? ServiceKey);
}
