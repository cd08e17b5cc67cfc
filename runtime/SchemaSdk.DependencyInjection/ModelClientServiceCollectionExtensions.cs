using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers generated clients.</summary>
public static class ModelClientServiceCollectionExtensions
{
    /// <summary>Registers a client as a singleton, so that all its jobs share one request budget.</summary>
    /// <typeparam name="TClient">The generated client.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="create">Calls the client's constructor: <c>(http, options) => new RunComfyClient(http, options)</c>.</param>
    /// <param name="configure">
    /// Sets options, for example by binding a section of the configuration. What is not set comes from the environment; logger factory
    /// and clock come from the container where it has them. The options are checked when the host starts, with an
    /// <see cref="OptionsValidationException"/> that names the option, and at the latest when the client is made.
    /// </param>
    /// <returns>
    /// The client's own <see cref="HttpClient"/>, for handlers, a proxy or certificates. A <see cref="ModelSubmitGuard"/> stands behind
    /// all handlers that are added, and at the end of a primary handler that is a chain of <see cref="DelegatingHandler"/>s and not yet in
    /// use elsewhere: none of them gets a submit out twice, nor a POST to a model that this client did not make. What another primary
    /// handler does by itself cannot be seen from here.
    /// </returns>
    /// <remarks>
    /// The <see cref="HttpClient"/> has no timeout of its own, since every attempt has one; its connections live five minutes, its
    /// handler as long as the client. It logs no request, since the client logs the steps of each job; <c>AddDefaultLogger()</c> on the
    /// builder logs them, without the value of any header. A container that is disposed of asynchronously, as a host's is, waits up to
    /// five seconds for the request ids of submits in flight; one that is disposed of at once loses them if the process ends then.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="create"/> is null.</exception>
    public static IHttpClientBuilder AddModelClient<TClient>(
        this IServiceCollection services,
        Func<HttpClient, ModelClientOptions, TClient> create,
        Action<ModelClientOptions>? configure = null)
        where TClient : ModelClient => ClientRegistration.Add(services, serviceKey: null, create, configure);

    /// <summary>Registers a client under a key, for several of one type: two accounts, or a test service beside the real one.</summary>
    /// <typeparam name="TClient">The generated client.</typeparam>
    /// <param name="services">The container.</param>
    /// <param name="serviceKey">
    /// The key by which it is asked for; its text also tells the options and the HTTP clients apart. Null: as without a key.
    /// </param>
    /// <param name="create">Calls the client's constructor.</param>
    /// <param name="configure">Sets options, of this client alone.</param>
    /// <inheritdoc cref="AddModelClient{TClient}" />
    public static IHttpClientBuilder AddKeyedModelClient<TClient>(
        this IServiceCollection services,
        object? serviceKey,
        Func<HttpClient, ModelClientOptions, TClient> create,
        Action<ModelClientOptions>? configure = null)
        where TClient : ModelClient => ClientRegistration.Add(services, serviceKey, create, configure);
}
