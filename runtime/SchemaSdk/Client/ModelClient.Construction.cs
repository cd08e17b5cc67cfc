using SchemaSdk.Client;
using SchemaSdk.Client.Settings;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <content>Constructors.</content>
public abstract partial class ModelClient
{
    /// <summary>Creates a client of RunComfy with its own <see cref="HttpClient"/>, which it disposes.</summary>
    /// <param name="options">Its settings, which are checked and copied; null: everything from the environment.</param>
    /// <exception cref="ArgumentException">An option, or an environment variable for one, has an invalid value.</exception>
    protected ModelClient(ModelClientOptions? options)
        : this(ModelService.RunComfy, options)
    {
    }

    /// <summary>Creates a client of RunComfy with the caller's <see cref="HttpClient"/>, which it does not dispose.</summary>
    /// <param name="httpClient">As for a client of another service.</param>
    /// <param name="options">Its settings, which are checked and copied; null: everything from the environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="httpClient"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or an environment variable for one, has an invalid value.</exception>
    protected ModelClient(HttpClient httpClient, ModelClientOptions? options)
        : this(ModelService.RunComfy, httpClient, options)
    {
    }

    /// <summary>Creates a client of a service with its own <see cref="HttpClient"/>, which it disposes.</summary>
    /// <param name="service">The service that is called.</param>
    /// <param name="options">Its settings, which are checked and copied; null: everything from the environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="service"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or an environment variable for one, has an invalid value.</exception>
    protected ModelClient(ModelService service, ModelClientOptions? options)
        : this(ProfileOf(service), httpClient: null, options, ModelEnvironment.Process)
    {
    }

    /// <summary>
    /// Creates a client of a service with the caller's <see cref="HttpClient"/>, which it does not dispose and whose headers it does not
    /// change.
    /// </summary>
    /// <param name="service">The service that is called.</param>
    /// <param name="httpClient">
    /// Its <see cref="HttpClient.Timeout"/> should be infinite. If it has handlers that retry or hedge, put a
    /// <see cref="ModelSubmitGuard"/> under them.
    /// </param>
    /// <param name="options">Its settings, which are checked and copied; null: everything from the environment.</param>
    /// <remarks>
    /// <para>
    /// The default timeout of an <see cref="HttpClient"/>, 100 seconds, ends a submit as early as
    /// <see cref="ModelTimeouts.Submit"/> does, without the five extra seconds in which the client still waits for the answer. A request id
    /// that comes in them is lost, with a <see cref="ModelSubmissionUnknownException"/>. The client logs a warning.
    /// </para>
    /// <para>
    /// A body that was started is not sent a second time, so a handler that retries makes a submit fail rather than run twice. Only
    /// <see cref="ModelSubmitGuard"/> stops a handler that buffers the body and sends the copy again, and only if that handler comes before
    /// the guard. Without a guard, or after it, copies cannot be detected, and each may be charged.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="service"/> or <paramref name="httpClient"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or an environment variable for one, has an invalid value.</exception>
    protected ModelClient(ModelService service, HttpClient httpClient, ModelClientOptions? options)
        : this(ProfileOf(service), httpClient ?? throw new ArgumentNullException(nameof(httpClient)), options, ModelEnvironment.Process)
    {
    }

    internal ModelClient(ServiceProfile service, HttpClient? httpClient, ModelClientOptions? options, ModelEnvironment environment)
    {
        options ??= new ModelClientOptions();
        var settings = new ClientSettings(options, service, environment);
        _connections = new ClientConnections(httpClient, settings);
        Parts = new ClientParts(settings, options, _connections);
        var submit = settings.SubmitTimeout + SubmitAttempt.Grace;
        var longest = submit > settings.ReadTimeout ? submit : settings.ReadTimeout;
        if (_connections.Http.Timeout is var timeout && timeout != Timeout.InfiniteTimeSpan && timeout < longest)
        {
            Log.LowTimeout(settings.Log, timeout, longest);
        }
    }

    private static ServiceProfile ProfileOf(ModelService service) =>
        (service ?? throw new ArgumentNullException(nameof(service))).Profile;
}
