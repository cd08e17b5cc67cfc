using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Connections;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>Settings of a client. Its constructor checks and copies them: later changes have no effect.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ModelClientOptions
{
    /// <summary>
    /// The token of the account; null: the first that is set of the environment variables <c>RUNCOMFY_API_TOKEN</c>, <c>RUNCOMFY_TOKEN</c>,
    /// <c>RUNCOMFY_API_KEY</c> and <c>YOUR_API_TOKEN</c>. White space around it is removed.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [field: DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken { get; set; }

    /// <summary>
    /// Asked for the token at each request, instead of <see cref="ApiToken"/>: for tokens that are replaced while the client
    /// lives.
    /// </summary>
    /// <remarks>
    /// It is called on the thread that makes the request, several at a time, and awaited for as long as the attempt may take. What it does
    /// before it returns its task is not: where it blocks, so do the caller of a submit, and one of the workers that poll. Keep the token
    /// and replace it on the side.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <summary>
    /// The address of the service; null: the environment variable <c>RUNCOMFY_MODEL_API_BASE</c>, else
    /// <c>https://model-api.runcomfy.net</c>. https, or http on this machine.
    /// </summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>
    /// The time to wait for the end of a job: from the submit, from a later call with its key, or from the first wait of a job that was
    /// attached to. A call whose ledger does not answer before the submit also ends after this time. More than zero, at most 24 days.
    /// Default: 30 minutes.
    /// </summary>
    public TimeSpan JobTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The number of requests that the client makes at a time: submits, reads and polls together. One or more. Default: 64.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Calls beyond it wait for their turn, in their order, and so cost little: ten thousand
    /// <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/> may be begun at once. Nothing is sent of a submit that waits, no
    /// <see cref="ModelRetryOptions.SubmitBudget"/> or other time limit of a request runs, and its token cancels it at once.
    /// </para>
    /// <para>
    /// A quarter is kept for polls, so that calls, however many, do not hold up those that wait for a job, and a quarter for calls. Cancels
    /// do not count: as many are made at a time on top, and one is sent in any case once it has waited for
    /// <see cref="ModelTimeouts.Cancel"/>. The limit holds for an <see cref="HttpClient"/> of the application as well. Downloads do not
    /// count.
    /// </para>
    /// </remarks>
    public int MaxRequestsInFlight { get; set; } = 64;

    /// <summary>
    /// Remembers every job before each of its steps, so that none is lost with the process and none is submitted twice: a
    /// <c>SqliteJobLedger</c> of package SchemaSdk.Sqlite, for example. Null, the default: nothing is remembered. The caller disposes of
    /// it, after the client.
    /// </summary>
    public ModelLedger? Ledger { get; set; }

    /// <summary>Checks inputs against their schema before they are sent. Default: true.</summary>
    public bool ValidateInput { get; set; } = true;

    /// <summary>The clock of every delay and deadline. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The factory of the log, which gets ids, status codes and durations, and nothing else; null: no log.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>
    /// Limits the cost of all submits of the client together, in US dollars: more than zero and at most a billion; null, the default: no
    /// limit.
    /// </summary>
    /// <remarks>
    /// A submit takes the estimate of its run from it, by the price in the service's catalogue, and is refused with a
    /// <see cref="ModelBudgetException"/> where there is not as much left or the price cannot be read. What was refused by the service, or
    /// never left, comes back. A job that runs, or whose submit is unknown, counts at its estimate; one whose result tells its cost, at
    /// that. Jobs that were attached to do not count. Without a <see cref="Ledger"/>, the client counts what it submits itself, and begins
    /// at zero with the process. With one in SQLite or PostgreSQL, all jobs of the
    /// service count that the ledger has ever recorded, those of earlier and other processes included: it never begins at zero again. A
    /// job that a client without a limit sent counts once the service has reported its cost.
    /// </remarks>
    public decimal? BudgetUsd { get; set; }

    /// <summary>The time limits of one attempt of a call.</summary>
    public ModelTimeouts Timeouts { get; } = new();

    /// <summary>The polling of jobs: how often the service is asked for their status.</summary>
    public ModelPollingOptions Polling { get; } = new();

    /// <summary>The time for which failed calls are tried again.</summary>
    public ModelRetryOptions Retry { get; } = new();

    /// <summary>The hosts that files are downloaded from, and the limit on their size.</summary>
    public ModelDownloadOptions Downloads { get; } = new();

    /// <summary>The limits on files that are sent inside a request.</summary>
    public ModelUploadOptions Uploads { get; } = new();

    /// <summary>Checks every option as the constructor of a client does, the environment's part of them included.</summary>
    /// <exception cref="ArgumentException">An option, or a variable that stands for one, has a value that cannot be used.</exception>
    public void Validate() => _ = new ClientSettings(this, KnownServices.Default, ModelEnvironment.Process);

    /// <summary>
    /// Makes the handler with the sockets that a client without an <see cref="HttpClient"/> has: for one with handlers, a proxy or
    /// certificates of the application, best with a <see cref="ModelSubmitGuard"/> right in front of it.
    /// </summary>
    /// <returns>
    /// It follows no redirects, keeps no cookies, gives up on a connection after <see cref="ModelTimeouts.Connect"/>, and
    /// keeps one for five minutes, and for half a minute without use. It has as many as there are requests in flight, of which
    /// <see cref="MaxRequestsInFlight"/> is the limit, and downloads. Where the base address is on this machine, it sends nothing for
    /// this machine through a proxy.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <see cref="ModelTimeouts.Connect"/> is not more than zero, or above 24 days.
    /// </exception>
    /// <exception cref="ArgumentException">The base address, or the variable that stands for it, cannot be used.</exception>
    public SocketsHttpHandler CreateHandler() => OwnHttpClient.CreateHandler(
        ClientSettings.Positive(Timeouts.Connect, "Timeouts.Connect"),
        ServiceAddress.From(BaseAddress, KnownServices.Default, ModelEnvironment.Process));

    /// <summary>The address, and whether a token is set; never the token.</summary>
    public override string ToString() =>
        $"BaseAddress: {BaseAddress?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) ?? "default"}, "
        + $"token: {(TokenProvider is not null ? "from TokenProvider" : string.IsNullOrWhiteSpace(ApiToken) ? "not set" : "set")}";
}
