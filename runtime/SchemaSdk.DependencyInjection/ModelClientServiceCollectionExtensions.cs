using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers generated clients.</summary>
public static class ModelClientServiceCollectionExtensions
{
    /// <summary>Registers a client as a singleton, so that all its jobs share one rate limit.</summary>
    /// <typeparam name="TClient">The generated client.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="create">Calls the client's constructor: <c>(http, options) => new RunComfyClient(http, options)</c>.</param>
    /// <param name="configure">
    /// Sets options, for example by binding a configuration section. Unset options come from the environment; the logger factory and the
    /// clock come from the container if it has them. The options are checked when the host starts, or at the latest when the client is
    /// created; an <see cref="OptionsValidationException"/> says which option is invalid. The client's service determines which values are
    /// valid and which environment variables are read. A client class that you wrote counts as a RunComfy client, unless it has the
    /// attribute <see cref="SchemaSdk.CompilerServices.ClientServiceAttribute"/>.
    /// </param>
    /// <returns>
    /// The builder of the client's own <see cref="HttpClient"/>, for handlers, a proxy or certificates. A <see cref="ModelSubmitGuard"/>
    /// is behind all added handlers. If the primary handler is a chain of <see cref="DelegatingHandler"/>s that is not yet in use
    /// elsewhere, the guard is at the end of that chain. So none of the handlers can send a submit twice, or send a POST of its own to a
    /// model. Retries inside any other primary handler cannot be prevented.
    /// </returns>
    /// <remarks>
    /// The <see cref="HttpClient"/> has no timeout of its own, because every attempt has one. Its connections live for five minutes, and
    /// its handler as long as the client. It does not log requests, because the client logs the steps of each job;
    /// <c>AddDefaultLogger()</c> on the builder logs requests, without header values. If the container is disposed asynchronously, as in a
    /// host, it waits up to five seconds for the request ids of submits in flight. If it is disposed synchronously and the process ends,
    /// the ids are lost.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentException">A client with the same full name, from another assembly, is registered.</exception>
    public static IHttpClientBuilder AddModelClient<TClient>(
        this IServiceCollection services,
        Func<HttpClient, ModelClientOptions, TClient> create,
        Action<ModelClientOptions>? configure = null)
        where TClient : ModelClient => ClientRegistration.Add(services, serviceKey: null, create, configure);

    /// <summary>
    /// Registers a client under a service key. A container can then have several clients of one type, for example for two accounts. Clients
    /// of different accounts need different ledgers, because the worker of a ledger looks for all jobs in one account.
    /// </summary>
    /// <typeparam name="TClient">The generated client.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="serviceKey">
    /// The service key, whose text is also part of the names of the options and the HTTP client; null to register without a key.
    /// </param>
    /// <param name="create">Calls the client's constructor.</param>
    /// <param name="configure">Sets options for this client only.</param>
    /// <exception cref="ArgumentException">
    /// The client is registered under a different key that has the same type and text, such as another <c>new object()</c>, or a client
    /// with the same full name, from another assembly, is registered.
    /// </exception>
    /// <inheritdoc cref="AddModelClient{TClient}" />
    public static IHttpClientBuilder AddKeyedModelClient<TClient>(
        this IServiceCollection services,
        object? serviceKey,
        Func<HttpClient, ModelClientOptions, TClient> create,
        Action<ModelClientOptions>? configure = null)
        where TClient : ModelClient => ClientRegistration.Add(services, serviceKey, create, configure);
}
