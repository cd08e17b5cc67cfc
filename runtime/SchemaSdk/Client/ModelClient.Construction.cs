using SchemaSdk.Client;
using SchemaSdk.Client.Settings;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <content>How a client is made.</content>
public abstract partial class ModelClient
{
    /// <summary>Makes a client of RunComfy with an <see cref="HttpClient"/> of its own, which it disposes.</summary>
    /// <param name="options">Its settings, checked and copied; null: everything from the environment.</param>
    /// <exception cref="ArgumentException">An option, or a variable that stands for one, has a value that cannot be used.</exception>
    protected ModelClient(ModelClientOptions? options)
        : this(ModelService.RunComfy, options)
    {
    }

    /// <summary>Makes a client of RunComfy on the caller's <see cref="HttpClient"/>, which is not disposed.</summary>
    /// <param name="httpClient">As for a client of another service.</param>
    /// <param name="options">Its settings, checked and copied; null: everything from the environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="httpClient"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or a variable that stands for one, has a value that cannot be used.</exception>
    protected ModelClient(HttpClient httpClient, ModelClientOptions? options)
        : this(ModelService.RunComfy, httpClient, options)
    {
    }

    /// <summary>Makes a client of a service with an <see cref="HttpClient"/> of its own, which it disposes.</summary>
    /// <param name="service">The service that is called.</param>
    /// <param name="options">Its settings, checked and copied; null: everything from the environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="service"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or a variable that stands for one, has a value that cannot be used.</exception>
    protected ModelClient(ModelService service, ModelClientOptions? options)
        : this(ProfileOf(service), httpClient: null, options, ModelEnvironment.Process)
    {
    }

    /// <summary>
    /// Makes a client of a service on the caller's <see cref="HttpClient"/>, which is not disposed, and whose headers are left alone.
    /// </summary>
    /// <param name="service">The service that is called.</param>
    /// <param name="httpClient">
    /// Its <see cref="HttpClient.Timeout"/> should be infinite, and under handlers that retry or hedge there should be a
    /// <see cref="ModelSubmitGuard"/>.
    /// </param>
    /// <param name="options">Its settings, checked and copied; null: everything from the environment.</param>
    /// <remarks>
    /// <para>
    /// The default timeout of an <see cref="HttpClient"/>, 100 seconds, ends a submit as early as
    /// <see cref="ModelTimeouts.Submit"/> does and leaves out the five seconds for which its answer is awaited after that: a
    /// request id that comes then is lost, with a <see cref="ModelSubmissionUnknownException"/>. The client logs a warning.
    /// </para>
    /// <para>
    /// A body that was begun is not sent a second time, so a handler that retries makes a submit fail rather than run twice. A
    /// handler that buffers the body and sends the copy again is stopped by <see cref="ModelSubmitGuard"/> alone, and only where it stands
    /// in front of the guard: without one, or behind it, copies cannot be detected, and each may be billed.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="service"/> or <paramref name="httpClient"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or a variable that stands for one, has a value that cannot be used.</exception>
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
