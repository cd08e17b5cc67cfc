using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Catalog;
using SchemaSdk.Catalog.Prices;
using SchemaSdk.Files.Downloads;
using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Observing;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Quotas;
using SchemaSdk.Pipeline.Rates;
using SchemaSdk.Reconciling;

namespace SchemaSdk.Client;

/// <summary>Creates the parts of a client and connects them. No other class depends on all of them.</summary>
internal sealed class ClientParts
{
    // Counts the submits in flight. After disposal, no new submit can start, but submits in flight can finish.
    private readonly Underway _submits = new();

    internal ClientParts(ClientSettings settings, ModelClientOptions options, ClientConnections connections)
    {
        Line = new ServiceLine(settings, connections.Sender, new ClientStop(settings.Log));
        Quota = new JobQuota(settings);
        Line.Stop.Disposed.UnsafeRegister(static quota => ((JobQuota)quota!).Dispose(), Quota);
        Catalog = new ModelCatalog(Line, UnlimitedBudget("catalog"));
        Downloads = new FileDownload(connections.Http, settings, Line.Stop);
        Shared = new SharedByJobs(
            Line,
            new RequestBudget(settings.RequestsPerSecond, settings.Time, settings.Log, "read"),
            new JobCancels(Line, UnlimitedBudget("cancel")),
            new LearnedDurations(settings, options.Polling.Profile),
            new JobEvents(settings.Log, Observers(settings)),
            new ResultDownloads(Downloads, settings.Log));
        Reconciler = new Reconciler(Line);
        Prices = new PriceGuard(settings, new PriceBook(Line, Catalog), Catalog);
        Jobs = new JobStart(Shared, _submits, Prices, Reconciler);
    }

    internal ServiceLine Line { get; }

    internal JobStart Jobs { get; }

    internal Reconciler Reconciler { get; }

    internal SharedByJobs Shared { get; }

    internal ModelCatalog Catalog { get; }

    internal PriceGuard Prices { get; }

    internal FileDownload Downloads { get; }

    /// <summary>Holds back the inputs of <c>RunManyAsync</c> calls while the service accepts no more jobs.</summary>
    internal JobQuota Quota { get; }

    /// <summary>Completes once no further submit can start and the last submit has ended.</summary>
    internal Task SubmitsEnded => _submits.Ended;

    internal void End()
    {
        _submits.Close();
        Line.Stop.End();
    }

    /// <summary>Opens the <see cref="QuotaLine"/> that queues one call's inputs; null if <c>QuotaBudget</c> is zero.</summary>
    internal Func<QuotaLine>? OpenLine => Line.Settings.QuotaBudget > TimeSpan.Zero ? Quota.Open : null;

    // Collecting the values of log messages takes time even if nothing is logged, so a client without a log has no JobLog.
    private IJobObserver[] Observers(ClientSettings settings) => settings.Log is NullLogger
        ? [new JobMeasures(Line), new JobRecords(settings.Log)]
        : [new JobMeasures(Line), new JobLog(settings.Log), new JobRecords(settings.Log)];

    // Creates a budget for one kind of call. It does not limit the rate of these calls until the service refuses many of them.
    private RequestBudget UnlimitedBudget(string calls) => new(double.PositiveInfinity, Line.Time, Line.Settings.Log, calls);
}
