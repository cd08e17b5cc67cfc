using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Services;

namespace SchemaSdk.Client.Settings;

/// <summary>A client's options, checked and copied when the client is created.</summary>
internal sealed class ClientSettings
{
    // A timer allows at most about 49 days. Half of that leaves headroom for sums.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    // In requests per second. At a lower rate, the client would hardly poll at all.
    private const double LowestRate = 0.001;

    /// <exception cref="ArgumentException">An option has an invalid value; the parameter name is the option's.</exception>
    internal ClientSettings(ModelClientOptions? options, ServiceProfile service, ModelEnvironment environment)
    {
        Service = service;
        options ??= new ModelClientOptions();
        var provider = options.TokenProvider;
        TokenProvider = options.TokenForCall ?? (provider is null ? null : (_, cancellationToken) => provider(cancellationToken));
        HasTokenForCall = options.TokenForCall is not null;
        Token = TokenProvider is null ? ApiToken.From(options.ApiToken, service, environment) : null;
        BaseAddress = ServiceAddress.From(options.BaseAddress, service, environment);
        Time = options.TimeProvider
            ?? throw new ArgumentNullException(nameof(options.TimeProvider), "TimeProvider is null. Leave it unset for the system clock.");
        Log = options.LoggerFactory is { } factory ? new QuietLog(factory.CreateLogger(QuietLog.Category)) : NullLogger.Instance;
        Ledger = options.Ledger;
        ValidateInput = options.ValidateInput;
        JobTimeout = Positive(options.JobTimeout, nameof(options.JobTimeout));
        ConnectTimeout = Positive(options.Timeouts.Connect, "Timeouts.Connect");
        ReadTimeout = Positive(options.Timeouts.Read, "Timeouts.Read");
        SubmitTimeout = Positive(options.Timeouts.Submit, "Timeouts.Submit");
        CancelTimeout = Positive(options.Timeouts.Cancel, "Timeouts.Cancel");
        FixedPollInterval = options.Polling.FixedInterval is { } interval ? Positive(interval, "Polling.Interval") : null;
        var perSecond = options.Polling.RequestsPerSecond is not 0 and var set ? set : service.Defaults.Limits.ReadsPerSecond;
        RequestsPerSecond = perSecond >= LowestRate
            ? perSecond
            : throw new ArgumentOutOfRangeException(
                "Polling.RequestsPerSecond",
                perSecond,
                "Polling.RequestsPerSecond must be at least 0.001 (one request per 1,000 seconds), or double.PositiveInfinity (no limit). "
                + "Zero means the limit of the service.");
        MaxRequestsInFlight = options.MaxRequestsInFlight > 0
            ? options.MaxRequestsInFlight
            : throw new ArgumentOutOfRangeException(
                nameof(options.MaxRequestsInFlight), options.MaxRequestsInFlight, "MaxRequestsInFlight must be at least one.");
        BudgetUsd = Amount(options.BudgetUsd, nameof(options.BudgetUsd));
        SubmitBudget = NotNegative(options.Retry.SubmitBudget, "Retry.SubmitBudget");
        QuotaBudget = NotNegative(options.Retry.QuotaBudget, "Retry.QuotaBudget");
        ReadBudget = NotNegative(options.Retry.ReadBudget, "Retry.ReadBudget");
        Uploads = new UploadLimits(options.Uploads, service);
        CheckOptions(options.Service, "ModelClientOptions.Service");
        ServiceOptions = options.Service;
        AllowedHosts = [.. service.Defaults.FileHosts, .. Checked(options.Downloads.AllowedHosts)];
        MaxDownloadBytes = options.Downloads.MaxBytes > 0
            ? options.Downloads.MaxBytes
            : throw new ArgumentOutOfRangeException(
                "Downloads.MaxBytes", options.Downloads.MaxBytes, "Downloads.MaxBytes must be more than zero.");
    }

    internal ServiceProfile Service { get; }

    internal ServiceOptions? ServiceOptions { get; }

    // The attribute is needed on the backing field too, because the compiler adds it to that field only in a debug build.
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [field: DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string? Token { get; }

    internal Func<TokenContext, CancellationToken, ValueTask<string>>? TokenProvider { get; }

    /// <summary>True if the token depends on the job.</summary>
    internal bool HasTokenForCall { get; }

    internal Uri BaseAddress { get; }

    internal TimeProvider Time { get; }

    internal ILogger Log { get; }

    internal ModelLedger? Ledger { get; }

    internal bool ValidateInput { get; }

    internal TimeSpan JobTimeout { get; }

    internal TimeSpan ConnectTimeout { get; }

    internal TimeSpan ReadTimeout { get; }

    internal TimeSpan SubmitTimeout { get; }

    internal TimeSpan CancelTimeout { get; }

    /// <summary>The time between polls while a model's durations are unknown; null if it depends on the age of the job.</summary>
    internal TimeSpan? FixedPollInterval { get; }

    /// <summary>The delay within which the client aims to notice that a job has ended.</summary>
    internal TimeSpan PollInterval => FixedPollInterval ?? ModelPollingOptions.Usual;

    internal double RequestsPerSecond { get; }

    internal int MaxRequestsInFlight { get; }

    internal decimal? BudgetUsd { get; }

    internal TimeSpan SubmitBudget { get; }

    internal TimeSpan QuotaBudget { get; }

    internal TimeSpan ReadBudget { get; }

    internal UploadLimits Uploads { get; }

    internal IReadOnlyList<string> AllowedHosts { get; }

    internal long MaxDownloadBytes { get; }

    /// <exception cref="ArgumentException">The options belong to another service, or a value is invalid.</exception>
    // name: the name of the option that contains the service options.
    internal void CheckOptions(ServiceOptions? options, string name)
    {
        if (options is not null && options.ServiceName != Service.Names.Name)
        {
            throw new ArgumentException(
                $"{name} has options of {options.ServiceName} ({options.GetType().Name}), but the client calls {Service.Names.Name}. "
                + $"Set options of {Service.Names.Name}, or none.",
                name);
        }

        options?.Validate();
    }

    internal static TimeSpan Positive(TimeSpan value, string name) =>
        value > TimeSpan.Zero && value <= Longest ? value : throw OutOfRange(value, name, "more than zero and at most 24 days");

    /// <summary>Checks a limit in US dollars. Zero is rejected, because it could mean either no limit or no spending.</summary>
    internal static decimal? Amount(decimal? usd, string name) => usd is null or (> 0 and <= Dollars.Most)
        ? usd
        : throw new ArgumentOutOfRangeException(name, usd, string.Create(
            CultureInfo.InvariantCulture,
            $"{name} is {usd}; it must be more than zero and at most {Dollars.Most} US dollars, or null for no limit."));

    private static TimeSpan NotNegative(TimeSpan value, string name) =>
        value >= TimeSpan.Zero && value <= Longest ? value : throw OutOfRange(value, name, "zero or more and at most 24 days");

    private static ArgumentOutOfRangeException OutOfRange(TimeSpan value, string name, string range) =>
        new(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {range}."));

    private static string[] Checked(IList<string> hosts)
    {
        var names = new string[hosts.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = CheckHost(hosts[i]);
        }

        return names;
    }

    private static string CheckHost(string? host)
    {
        var name = host is not null && host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return host is "*" || Uri.CheckHostName(name) != UriHostNameType.Unknown
            ? host!
            : throw new ArgumentException(
                $"Downloads.AllowedHosts has \"{host}\", which is neither a host name, nor *.name, nor *.", "Downloads.AllowedHosts");
    }
}
