using SchemaSdk.Client;

namespace SchemaSdk;

/// <content>Constructors and disposal.</content>
public abstract partial class ModelClient
{
    private readonly ClientConnections _connections;

    /// <summary>
    /// Creates a client for the service in the <see cref="ClientServiceAttribute"/> of its class, or for RunComfy if the class has none.
    /// The client has its own <see cref="HttpClient"/>, which it disposes.
    /// </summary>
    /// <param name="options">The settings, which are checked and copied; null to use defaults and environment variables.</param>
    /// <exception cref="ArgumentException">An option, or the environment variable for an option, has an invalid value.</exception>
    /// <exception cref="InvalidOperationException">The attribute gives neither a known service nor a profile.</exception>
    protected ModelClient(ModelClientOptions? options) : this(service: null, httpClient: null, options, ModelEnvironment.Process) { }

    /// <summary>
    /// Like <see cref="ModelClient(ModelClientOptions)"/>, but uses the caller's <see cref="HttpClient"/>, which is not disposed. For the
    /// requirements for the <see cref="HttpClient"/>, see <see cref="ModelClient(ModelService, HttpClient, ModelClientOptions)"/>.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="httpClient"/> is null.</exception>
    /// <inheritdoc cref="ModelClient(ModelClientOptions)" path="/param|/exception" />
    protected ModelClient(HttpClient httpClient, ModelClientOptions? options)
        : this(service: null, httpClient ?? throw new ArgumentNullException(nameof(httpClient)), options, ModelEnvironment.Process)
    {
    }

    /// <summary>Creates a client for a service. The client has its own <see cref="HttpClient"/>, which it disposes.</summary>
    /// <param name="service">The service to call.</param>
    /// <param name="options">The settings, which are checked and copied; null to use defaults and environment variables.</param>
    /// <exception cref="ArgumentNullException"><paramref name="service"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or the environment variable for an option, has an invalid value.</exception>
    protected ModelClient(ModelService service, ModelClientOptions? options)
        : this(ProfileOf(service), httpClient: null, options, ModelEnvironment.Process)
    {
    }

    /// <summary>Creates a client for a service. The caller's <see cref="HttpClient"/> is not disposed and keeps its headers.</summary>
    /// <param name="service">The service to call.</param>
    /// <param name="httpClient">
    /// Its <see cref="HttpClient.Timeout"/> should be infinite. Put a <see cref="ModelSubmitGuard"/> beneath handlers that retry or hedge.
    /// </param>
    /// <param name="options">The settings, which are checked and copied; null to use defaults and environment variables.</param>
    /// <remarks>
    /// <para>
    /// The default <see cref="HttpClient.Timeout"/> of 100 seconds ends a submit at the same time as <see cref="ModelTimeouts.Submit"/>
    /// does. The client then cannot wait five extra seconds for the answer. A request id that arrives in those seconds is lost, and the
    /// submit throws a <see cref="ModelSubmissionUnknownException"/>. The client logs a warning about a timeout that is this short.
    /// </para>
    /// <para>
    /// Once the client has started to send the body of a submit, the submit is not sent again. A handler that retries makes the submit fail
    /// instead of running the job twice. A handler that buffers the body and sends copies of it can be stopped only by a
    /// <see cref="ModelSubmitGuard"/> beneath that handler. Copies that pass no guard can go undetected, and each can be charged.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="service"/> or <paramref name="httpClient"/> is null.</exception>
    /// <exception cref="ArgumentException">An option, or the environment variable for an option, has an invalid value.</exception>
    protected ModelClient(ModelService service, HttpClient httpClient, ModelClientOptions? options)
        : this(ProfileOf(service), httpClient ?? throw new ArgumentNullException(nameof(httpClient)), options, ModelEnvironment.Process)
    {
    }

    internal ModelClient(ServiceProfile? service, HttpClient? httpClient, ModelClientOptions? options, ModelEnvironment environment)
    {
        options ??= new ModelClientOptions();
        var settings = new ClientSettings(options, service ?? ClientServiceAttribute.ServiceOf(GetType()).Profile, environment);
        _connections = new ClientConnections(httpClient, settings);
        Parts = new ClientParts(settings, options, _connections);
        var longest = new[] { settings.SubmitTimeout + SubmitAttempt.Grace, settings.ReadTimeout }.Max();
        if (_connections.Http.Timeout is var timeout && timeout != Timeout.InfiniteTimeSpan && timeout < longest)
        {
            Log.LowTimeout(settings.Log, key: null, timeout, longest);
        }
    }

    /// <summary>
    /// Ends every wait with <see cref="ModelWaitCanceledException"/>; jobs continue at the service. A submit in flight gets five more
    /// seconds to receive its request id. If no id arrives, the submit throws <see cref="ModelSubmissionUnknownException"/>.
    /// </summary>
    /// <remarks>
    /// This method returns immediately. A process that exits within those five seconds loses request ids. <see cref="DisposeAsync"/> waits
    /// for the ids. The application's HTTP handlers, and code that awaits a call, continue on other threads. If a cancellation
    /// callback of the application throws there, the exception is logged.
    /// </remarks>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Stops new calls and ends every wait with <see cref="ModelWaitCanceledException"/>; jobs continue at the service. Waits at most five
    /// seconds for the answers to all submits in flight, so that callers and the log get the request ids.
    /// </summary>
    /// <remarks>
    /// A submit that has no answer by then throws <see cref="ModelSubmissionUnknownException"/>. A ledger gets five more seconds to record
    /// a request id. If a token provider or an HTTP handler of the application blocks a thread, this method waits until that code returns.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        Parts.End();
        // Dispose is called last, because a derived class may dispose of resources that submits in flight need.
        await Parts.SubmitsEnded.ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Releases the resources of the client. An override must call this method.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Called before the connections close, so that waits can distinguish a disposed client from a broken connection.
            Parts.End();
            _connections.DisposeAfter(Parts.SubmitsEnded);
        }
    }

    private static ServiceProfile ProfileOf(ModelService service) => (service ?? throw new ArgumentNullException(nameof(service))).Profile;
}
