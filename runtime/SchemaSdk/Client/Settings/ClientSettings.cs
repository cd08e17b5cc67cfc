using Microsoft.Extensions.Logging.Abstractions;

namespace SchemaSdk.Client.Settings;

/// <summary>A client's options, checked and copied when the client is created.</summary>
/// <exception cref="ArgumentException">An option has an invalid value. The parameter name is the name of the option.</exception>
internal sealed class ClientSettings(ModelClientOptions options, ServiceProfile service, ModelEnvironment environment)
{
    // A timer allows at most about 49 days. Half of that leaves headroom for sums of timeouts.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    // The unit is requests per second. At a lower rate, the client would hardly poll at all.
    private const double LowestRate = 0.001;

    internal ServiceProfile Service { get; } = service;

    internal Func<TokenContext, CancellationToken, ValueTask<string>>? TokenProvider { get; } =
        options.TokenForCall ?? (options.TokenProvider is { } provider ? (_, cancellationToken) => provider(cancellationToken) : null);

    internal bool HasTokenForCall { get; } = options.TokenForCall is not null;

    // Hides the token in debuggers. The backing field needs the attribute too, because only debug builds add it automatically.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [field: DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Token { get; } =
        options is { TokenForCall: null, TokenProvider: null } ? ApiToken.From(options.ApiToken, service, environment) : null;

    internal Uri BaseAddress { get; } = ServiceAddress.From(options.BaseAddress, service, environment);

    internal TimeProvider Time { get; } = options.TimeProvider
        ?? throw new ArgumentNullException(nameof(options.TimeProvider), "TimeProvider is null. To use the system clock, do not set it.");

    internal ILogger Log { get; } =
        options.LoggerFactory is { } factory ? new QuietLog(factory.CreateLogger(QuietLog.Category)) : NullLogger.Instance;

    internal ModelLedger? Ledger { get; } = options.Ledger;

    internal bool ValidateInput { get; } = options.ValidateInput;

    internal TimeSpan JobTimeout { get; } = Positive(options.JobTimeout, nameof(JobTimeout));

    internal TimeSpan ConnectTimeout { get; } = Positive(options.Timeouts.Connect, "Timeouts.Connect");

    internal TimeSpan ReadTimeout { get; } = Positive(options.Timeouts.Read, "Timeouts.Read");

    internal TimeSpan SubmitTimeout { get; } = Positive(options.Timeouts.Submit, "Timeouts.Submit");

    internal TimeSpan CancelTimeout { get; } = Positive(options.Timeouts.Cancel, "Timeouts.Cancel");

    /// <summary>The time between polls while a model's durations are unknown; null if that time depends on the age of the job.</summary>
    internal TimeSpan? FixedPollInterval { get; } =
        options.Polling.FixedInterval is { } interval ? Positive(interval, "Polling.Interval") : null;

    /// <summary>The delay within which the client aims to notice that a job has ended.</summary>
    internal TimeSpan PollInterval => FixedPollInterval ?? ModelPollingOptions.Usual;

    internal double RequestsPerSecond { get; } = Rate(
        options.Polling.RequestsPerSecond is not 0 and var perSecond ? perSecond : service.Defaults.Limits.ReadsPerSecond);

    internal int MaxRequestsInFlight { get; } = options.MaxRequestsInFlight > 0 ? options.MaxRequestsInFlight
        : throw new ArgumentOutOfRangeException(
            nameof(MaxRequestsInFlight), options.MaxRequestsInFlight, "MaxRequestsInFlight must be at least one.");

    internal decimal? BudgetUsd { get; } = Amount(options.BudgetUsd, nameof(BudgetUsd));

    internal TimeSpan SubmitBudget { get; } = NotNegative(options.Retry.SubmitBudget, "Retry.SubmitBudget");

    internal TimeSpan QuotaBudget { get; } = NotNegative(options.Retry.QuotaBudget, "Retry.QuotaBudget");

    internal TimeSpan ReadBudget { get; } = NotNegative(options.Retry.ReadBudget, "Retry.ReadBudget");

    internal UploadLimits Uploads { get; } = new(options.Uploads, service);

    internal ServiceOptions? ServiceOptions { get; } = Checked(options.Service, service, "ModelClientOptions.Service");

    internal IReadOnlyList<string> AllowedHosts { get; } =
        [.. service.Defaults.FileHosts, .. options.Downloads.AllowedHosts.Select(CheckHost)];

    internal long MaxDownloadBytes { get; } = options.Downloads.MaxBytes > 0 ? options.Downloads.MaxBytes
        : throw new ArgumentOutOfRangeException(
            "Downloads.MaxBytes", options.Downloads.MaxBytes, "Downloads.MaxBytes must be more than zero.");

    internal static TimeSpan Positive(TimeSpan value, string name) =>
        value > TimeSpan.Zero && value <= Longest ? value : throw OutOfRange(value, name, "more than zero and at most 24 days");

    /// <summary>Checks a limit in US dollars. Zero is rejected, because it could mean either no limit or no spending.</summary>
    internal static decimal? Amount(decimal? usd, string name) => usd is null or (> 0 and <= Dollars.Most) ? usd
        : throw new ArgumentOutOfRangeException(name, usd, string.Create(CultureInfo.InvariantCulture,
            $"{name} is {usd}; it must be more than zero and at most {Dollars.Most} US dollars, or null for no limit."));

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero && value <= Longest ? value : throw OutOfRange(value, name, "zero or more and at most 24 days");

    private static ArgumentOutOfRangeException OutOfRange(TimeSpan value, string name, string range) =>
        new(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {range}."));

    private static double Rate(double perSecond) => perSecond >= LowestRate ? perSecond : throw new ArgumentOutOfRangeException(
        "Polling.RequestsPerSecond", perSecond,
        "Polling.RequestsPerSecond must be 0 (use the limit of the service), at least 0.001 (one request per 1,000 seconds), "
        + "or double.PositiveInfinity (no limit).");

    /// <exception cref="ArgumentException">The options belong to another service, or a value is invalid.</exception>
    internal static ServiceOptions? Checked(ServiceOptions? ofService, ServiceProfile service, string name)
    {
        if (ofService is not null && ofService.ServiceName != service.Names.Name)
        {
            throw new ArgumentException(
                $"{name} has options for {ofService.ServiceName} ({ofService.GetType().Name}), but the client calls {service.Names.Name}. "
                + $"Set it to options for {service.Names.Name}, or to null.", name);
        }

        ofService?.Validate();
        return ofService;
    }

    // Converts the host to the form of HostPatterns.HostOf, with which it is compared.
    private static string CheckHost(string? pattern)
    {
        var (prefix, name) = pattern is ['*', '.', .. var rest] ? ("*.", rest) : ("", pattern);
        var host = Uri.CheckHostName(name) != UriHostNameType.Unknown
            && Uri.TryCreate($"{new UriBuilder("https", name)}", UriKind.Absolute, out var address) ? HostPatterns.HostOf(address) : "";
        return pattern is "*" ? pattern
            : host.Length > 0 ? prefix + host
            : throw new ArgumentException($"Downloads.AllowedHosts contains \"{pattern}\". Use a host name, '*.' followed by a host "
                + "name, or '*'.", "Downloads.AllowedHosts");
    }
}
