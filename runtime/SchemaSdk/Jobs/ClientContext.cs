using Microsoft.Extensions.Logging;
using SchemaSdk.Catalog;
using SchemaSdk.Http;
using SchemaSdk.Polling;
using SchemaSdk.Prices;
using SchemaSdk.Quotas;
using SchemaSdk.Rates;
using SchemaSdk.Services;
using SchemaSdk.Settings;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>What the jobs of a client share.</summary>
internal sealed class ClientContext
{
    // Never disposed: it has neither a timer nor a handle.
    private readonly CancellationTokenSource _disposed = new();

    /// <param name="settings">The options of the client.</param>
    /// <param name="exchange">How the service is called.</param>
    internal ClientContext(ClientSettings settings, ApiExchange exchange)
    {
        Settings = settings;
        Exchange = exchange;
        Disposed = _disposed.Token;
        InFlight = new RequestsInFlight(settings.MaxRequestsInFlight, settings.Time, Disposed);
        Telemetry = new ClientTelemetry(settings);
        Addresses = new SubmitAddresses(settings.Service, settings.BaseAddress);
        Budget = new RequestBudget(settings.RequestsPerSecond, settings.Time, settings.Log, "read");
        Cancels = new RequestBudget(double.PositiveInfinity, settings.Time, settings.Log, "cancel");
        CatalogReads = new RequestBudget(double.PositiveInfinity, settings.Time, settings.Log, "catalog");
        Asked = new AskedWaits(settings.Time);
        Quotas = new QuotaLines(settings);
        Durations = new LearnedDurations(settings);
        Scheduler = new PollScheduler(new PollAllowance(this), Time, Disposed);
        Catalog = new ModelCatalog(this);
        Prices = new PriceGuard(this);
    }

    internal ClientSettings Settings { get; }

    internal ApiExchange Exchange { get; }

    /// <summary>Cancelled when the client is disposed.</summary>
    internal CancellationToken Disposed { get; }

    /// <summary>The client is disposed.</summary>
    internal void End()
    {
        Submits.Close();
        _disposed.Cancel();
    }

    /// <summary>Where every request has its place, or waits for one.</summary>
    internal RequestsInFlight InFlight { get; }

    /// <summary>What those hear who listen to spans and measurements.</summary>
    internal ClientTelemetry Telemetry { get; }

    internal SubmitAddresses Addresses { get; }

    internal TimeProvider Time => Settings.Time;

    /// <summary>What is left of the polls of this second.</summary>
    internal RequestBudget Budget { get; }

    /// <summary>What has to come to its end before the client's connections do.</summary>
    internal SubmitsInFlight Submits { get; } = new();

    /// <summary>Limits cancels, once the service refuses many of them.</summary>
    internal RequestBudget Cancels { get; }

    /// <summary>Limits reads of the catalogue, once the service refuses many of them.</summary>
    internal RequestBudget CatalogReads { get; }

    /// <summary>Holds back what the service has no room for.</summary>
    internal QuotaLines Quotas { get; }

    /// <summary>Begins a line for the inputs of one <c>RunManyAsync</c>; null: they are submitted as any other.</summary>
    internal QuotaLine? OpenLine(string modelId) =>
        Settings.QuotaBudget > TimeSpan.Zero ? Quotas.Open(change => Telemetry.HeldBack(modelId, change)) : null;

    /// <summary>Honoured by every read of a status or a result.</summary>
    internal AskedWaits Asked { get; }

    /// <summary>How long the jobs of each model take.</summary>
    internal LearnedDurations Durations { get; }

    /// <summary>Polls the jobs that are waited for.</summary>
    internal PollScheduler Scheduler { get; }

    /// <summary>Cancels a call when the client is disposed.</summary>
    /// <returns>Ends that.</returns>
    // Each call on a thread of its own: what the application does then cannot hold up or break Dispose, nor the end of another call.
    internal CancellationTokenRegistration EndWithClient(CancellationTokenSource call) => Disposed.UnsafeRegister(
        static state =>
        {
            var (context, call) = ((ClientContext, CancellationTokenSource))state!;
            context.CancelAside(call);
        },
        (this, call));

    /// <summary>Cancels on another thread: what handlers of the application do on it is no part of the call that cancels.</summary>
    internal void CancelAside(CancellationTokenSource source) => source.CancelAsync().ContinueWith(
        static (failed, log) => Log.CallbackThrew((ILogger)log!, failed.Exception!.InnerException!.GetType().Name),
        Settings.Log,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>What the service tells of its models.</summary>
    internal ModelCatalog Catalog { get; }

    /// <summary>Refuses what costs too much.</summary>
    internal PriceGuard Prices { get; }
}
