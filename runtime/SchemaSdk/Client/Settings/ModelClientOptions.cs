using SchemaSdk.Pipeline.Connections;

namespace SchemaSdk;

/// <summary>The settings of a client. The client's constructor checks and copies them, so later changes have no effect.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ModelClientOptions
{
    /// <summary>The token, trimmed. If null, it is read from an environment variable, such as <c>RUNCOMFY_API_TOKEN</c>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [field: DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken { get; set; }

    /// <summary>Returns the token for each request, instead of <see cref="ApiToken"/>. Use it if the token changes over time.</summary>
    /// <remarks>
    /// The function is called concurrently, on the threads that make the requests. Its task is awaited for at most the request's timeout,
    /// but its synchronous work blocks the caller of a submit, or a thread that polls. Cache the token; refresh it in the background.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>
    /// Returns the token for each request for a job, instead of <see cref="ApiToken"/> and <see cref="TokenProvider"/>. Use it in a host
    /// whose customers have their own tokens. The function gets the same context for all requests of a job (submit, polls, result and
    /// cancel). If a ledger has the job, this also applies in other processes. The function is called in the same way as
    /// <see cref="TokenProvider"/>. Default: null.
    /// </summary>
    public Func<TokenContext, CancellationToken, ValueTask<string>>? TokenForCall { get; set; }

    /// <summary>
    /// The address of the service: https, or http on this machine. If null, the address comes from the service's environment variable, such
    /// as <c>RUNCOMFY_MODEL_API_BASE</c> or <c>FAL_QUEUE_RUN_HOST</c>. Without that variable, the service's usual address is used.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// The timeout of a job. It starts at the submit, at a later call with the job's key, or at the first wait after an attach. It also
    /// limits how long a call waits for the ledger before the submit. More than zero, at most 24 days. Default: 30 minutes.
    /// </summary>
    public TimeSpan JobTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The maximum number of concurrent requests: submits, reads and polls together. At least one. Default: 64.</summary>
    /// <remarks>
    /// <para>
    /// Further calls wait in order. This is cheap: ten thousand calls to <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/> can be
    /// started at the same time. While a submit is waiting, none of its input has been sent, cancelling the call ends it immediately, and
    /// neither <see cref="ModelRetryOptions.SubmitBudget"/> nor any request timeout has started.
    /// </para>
    /// <para>
    /// A quarter of the limit is reserved for polls, so that calls do not delay the waits for running jobs. Another quarter is reserved for
    /// calls. Cancel calls have a separate limit, as high as this one. A cancel waits for at most <see cref="ModelTimeouts.Cancel"/>, and
    /// is then sent even above that limit. Downloads do not count. The limit also applies to an application's <see cref="HttpClient"/>.
    /// </para>
    /// </remarks>
    public int MaxRequestsInFlight { get; set; } = 64;

    /// <summary>
    /// Records each step of a job before the client performs it, so that a job is neither lost when the process ends nor submitted twice.
    /// An example is <c>SqliteJobLedger</c> in SchemaSdk.Sqlite. Default: null, so that nothing is recorded. Clients of different accounts
    /// need different ledgers. The application disposes of the ledger after the client.
    /// </summary>
    public ModelLedger? Ledger { get; set; }

    /// <summary>Checks inputs against their schema before they are sent. Default: true.</summary>
    public bool ValidateInput { get; set; } = true;

    /// <summary>The clock for all delays and deadlines. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Creates the client's logger. The client never logs inputs, outputs or the token. If null, nothing is logged.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The maximum cost of all submits in US dollars, above zero and at most a billion. Default: null, for no limit.</summary>
    /// <remarks>
    /// A submit reserves the estimated cost of its run, based on the price in the service's catalogue. The submit is refused with a
    /// <see cref="ModelBudgetException"/> if the rest of the budget is smaller than the estimate, or if the price cannot be read. The
    /// reservation is released if the submit is never sent or if the service refuses it. A job that is running, or whose submit outcome is
    /// unknown, counts at its estimate; a job with a reported cost counts at that cost. Jobs to which the client attached do not count.
    /// Without a <see cref="Ledger"/>, the client counts only its own submits, from zero in each process. With a ledger in SQLite or
    /// PostgreSQL, all of the service's jobs that the ledger has ever recorded count, including the jobs of other processes, so the count
    /// never starts again at zero. A job submitted by a client without a budget counts as soon as the service has reported its cost.
    /// </remarks>
    public decimal? BudgetUsd { get; set; }

    /// <summary>The service's own options, such as <see cref="FalOptions"/>. Other services' options are refused. Default: null.</summary>
    public ServiceOptions? Service { get; set; }

    /// <summary>Sets the timeouts of one attempt of a call.</summary>
    public ModelTimeouts Timeouts { get; } = new();

    /// <summary>Sets how often the client asks the service for the status of jobs.</summary>
    public ModelPollingOptions Polling { get; } = new();

    /// <summary>Sets how long failed calls are retried.</summary>
    public ModelRetryOptions Retry { get; } = new();

    /// <summary>Sets the hosts from which files may be downloaded, and the maximum size of a file.</summary>
    public ModelDownloadOptions Downloads { get; } = new();

    /// <summary>Limits the size of files that are sent inside a request.</summary>
    public ModelUploadOptions Uploads { get; } = new();

    /// <summary>Checks options that do not depend on the service or the environment. A client's constructor checks all options.</summary>
    /// <exception cref="ArgumentException">An option has an invalid value.</exception>
    public void Validate() => _ = new ClientSettings(this, new AnyService(Service?.ServiceName), ModelEnvironment.Process);

    /// <summary>Checks all options and their environment variables in the same way as a client's constructor.</summary>
    /// <param name="service">The service that the client calls.</param>
    /// <exception cref="ArgumentException">An option, or the environment variable for an option, has an invalid value.</exception>
    public void Validate(ModelService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        _ = new ClientSettings(this, service.Profile, ModelEnvironment.Process);
    }

    /// <summary>
    /// Creates the handler that a client uses by default. To add handlers, a proxy or certificates, build your own <see cref="HttpClient"/>
    /// on this handler, preferably with a <see cref="ModelSubmitGuard"/> directly before it.
    /// </summary>
    /// <returns>
    /// A handler that follows no redirects, keeps no cookies, stops connecting after <see cref="ModelTimeouts.Connect"/>, and closes a
    /// connection after five minutes, or after half a minute without use. It opens a connection for each concurrent request, download and
    /// event stream. If the base address is on this machine, requests to this machine do not use a proxy. Without a
    /// <see cref="BaseAddress"/>, this also applies if the environment variable of any known service contains an address on this machine.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="ModelTimeouts.Connect"/> is zero or less, or above 24 days.</exception>
    /// <exception cref="ArgumentException">The base address is invalid.</exception>
    public SocketsHttpHandler CreateHandler() => OwnHttpClient.CreateHandler(
        ClientSettings.Positive(Timeouts.Connect, "Timeouts.Connect"), ServiceAddress.OfAny(BaseAddress, ModelEnvironment.Process));

    /// <summary>Creates the same handler as <see cref="CreateHandler()"/>, for one service.</summary>
    /// <param name="service">The service, whose environment variable applies if <see cref="BaseAddress"/> is not set.</param>
    /// <returns>The handler.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="ModelTimeouts.Connect"/> is zero or less, or above 24 days.</exception>
    /// <exception cref="ArgumentException">The base address, or its environment variable, is invalid.</exception>
    public SocketsHttpHandler CreateHandler(ModelService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        var timeout = ClientSettings.Positive(Timeouts.Connect, "Timeouts.Connect");
        return OwnHttpClient.CreateHandler(timeout, ServiceAddress.From(BaseAddress, service.Profile, ModelEnvironment.Process));
    }

    /// <summary>Describes the base address and whether a token is set. Never contains the token.</summary>
    public override string ToString() =>
        $"BaseAddress: {BaseAddress?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? "default"}, "
        + "token: " + (TokenForCall is not null ? "from TokenForCall" : TokenProvider is not null ? "from TokenProvider"
            : string.IsNullOrWhiteSpace(ApiToken) ? "not set" : "set");
}
