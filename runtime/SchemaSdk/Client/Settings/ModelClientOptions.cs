using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Connections;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>The settings of a client. Its constructor checks and copies them, so later changes have no effect.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ModelClientOptions
{
    /// <summary>
    /// The token of the account; null: the first of the environment variables <c>RUNCOMFY_API_TOKEN</c>, <c>RUNCOMFY_TOKEN</c>,
    /// <c>RUNCOMFY_API_KEY</c> and <c>YOUR_API_TOKEN</c> that is set. White space around it is removed.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [field: DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken { get; set; }

    /// <summary>
    /// Returns the token for each request, instead of <see cref="ApiToken"/>. Use it for tokens that change during the lifetime of the
    /// client.
    /// </summary>
    /// <remarks>
    /// It is called on the thread that makes the request, several times at once, and awaited for at most as long as the attempt may take.
    /// Work before it returns its task has no such limit: if it blocks, so do the caller of a submit and one of the workers that poll.
    /// Cache the token and refresh it in the background.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>
    /// The address of the service; null: the environment variable <c>RUNCOMFY_MODEL_API_BASE</c>, or
    /// <c>https://model-api.runcomfy.net</c> if that is not set. https, or http on this machine.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// The timeout of a job. It starts with the submit, with a later call with the job's key, or with the first wait after an attach. If
    /// the ledger does not answer before the submit, the call also ends after this time. More than zero, at most 24 days. Default: 30
    /// minutes.
    /// </summary>
    public TimeSpan JobTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The most requests that the client makes at a time: submits, reads and polls together. One or more. Default: 64.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Further calls wait in order, which costs little: ten thousand
    /// <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/> may be started at once. While a submit waits, nothing of it is sent, its token
    /// cancels it at once, and neither <see cref="ModelRetryOptions.SubmitBudget"/> nor another time limit of a request starts.
    /// </para>
    /// <para>
    /// A quarter is reserved for polls, so many calls do not delay those that wait for a job, and a quarter for calls. Cancels do not
    /// count: the same number of them may run in addition, and a cancel that has waited for <see cref="ModelTimeouts.Cancel"/> is sent in
    /// any case. The limit also applies with an <see cref="HttpClient"/> of the application. Downloads do not count.
    /// </para>
    /// </remarks>
    public int MaxRequestsInFlight { get; set; } = 64;

    /// <summary>
    /// Records every job before each of its steps, so no job is lost with the process or submitted twice: for example a
    /// <c>SqliteJobLedger</c> of package SchemaSdk.Sqlite. Default: null, nothing is recorded. The caller disposes of it, after the client.
    /// </summary>
    public ModelLedger? Ledger { get; set; }

    /// <summary>Checks inputs against their schema before they are sent. Default: true.</summary>
    public bool ValidateInput { get; set; } = true;

    /// <summary>The clock of every delay and deadline. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Creates the log, which gets only ids, status codes and durations; null: no log.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// The most that all submits of the client may cost together, in US dollars: more than zero and at most a billion; null, the default:
    /// no limit.
    /// </summary>
    /// <remarks>
    /// A submit reserves the estimated cost of its run, by the price in the service's catalogue. It is refused with a
    /// <see cref="ModelBudgetException"/> if less than that is left, or if the price cannot be read. If the service refuses the submit, or
    /// it is never sent, the amount is returned. A running job, and one whose submit is unknown, counts at its estimate; a job whose result
    /// has its cost counts at that. Jobs to which the client attached do not count. Without a <see cref="Ledger"/>, the client counts its
    /// own submits, starting at zero in each process. With a ledger in SQLite or PostgreSQL, all jobs of the service count that the ledger
    /// has ever recorded, also those of other processes, so it never starts at zero again. A job that a client without a limit sent counts
    /// once the service has reported its cost.
    /// </remarks>
    public decimal? BudgetUsd { get; set; }

    /// <summary>The time limits of one attempt of a call.</summary>
    public ModelTimeouts Timeouts { get; } = new();

    /// <summary>The polling of jobs: how often the service is asked for their status.</summary>
    public ModelPollingOptions Polling { get; } = new();

    /// <summary>Sets how long failed calls are retried.</summary>
    public ModelRetryOptions Retry { get; } = new();

    /// <summary>The hosts from which files are downloaded, and the limit of their size.</summary>
    public ModelDownloadOptions Downloads { get; } = new();

    /// <summary>The limits on files that are sent inside a request.</summary>
    public ModelUploadOptions Uploads { get; } = new();

    /// <summary>Checks every option as the constructor of a client does, including the environment variables.</summary>
    /// <exception cref="ArgumentException">An option, or an environment variable for one, has an invalid value.</exception>
    public void Validate() => _ = new ClientSettings(this, KnownServices.Default, ModelEnvironment.Process);

    /// <summary>
    /// Creates the handler that a client without an <see cref="HttpClient"/> uses. Use it to create one with handlers, a proxy or
    /// certificates of the application, preferably with a <see cref="ModelSubmitGuard"/> directly before this handler.
    /// </summary>
    /// <returns>
    /// A handler that follows no redirects, keeps no cookies, stops connecting after <see cref="ModelTimeouts.Connect"/>, and keeps a
    /// connection for five minutes, or for half a minute without use. It has one for each request in flight, of which
    /// <see cref="MaxRequestsInFlight"/> is the limit, and for each download. If the base address is on this machine, requests to this
    /// machine do not use a proxy.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="ModelTimeouts.Connect"/> is zero or less, or above 24 days.
    /// </exception>
    /// <exception cref="ArgumentException">The base address, or its environment variable, is invalid.</exception>
    public SocketsHttpHandler CreateHandler() => OwnHttpClient.CreateHandler(
        ClientSettings.Positive(Timeouts.Connect, "Timeouts.Connect"),
        ServiceAddress.From(BaseAddress, KnownServices.Default, ModelEnvironment.Process));

    /// <summary>The address, and whether a token is set; never the token.</summary>
    public override string ToString() =>
        $"BaseAddress: {BaseAddress?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? "default"}, "
        + $"token: {(TokenProvider is not null ? "from TokenProvider" : string.IsNullOrWhiteSpace(ApiToken) ? "not set" : "set")}";
}
