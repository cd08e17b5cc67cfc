using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Catalog;
using SchemaSdk.Catalog.Prices;
using SchemaSdk.Files.Downloads;
using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Observing;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk.Client;

/// <summary>Creates the parts of a client and connects them. No other class depends on all of them.</summary>
internal sealed class ClientParts
{
    private readonly Underway _submits = new();

    internal ClientParts(ClientSettings settings, ModelClientOptions options, ClientConnections connections)
    {
        Access = new ServiceAccess(settings, connections.Sender, new ClientStop(settings.Log));
        Quota = new JobQuota(settings);
        Access.Stop.Disposed.UnsafeRegister(static quota => ((JobQuota)quota!).Dispose(), Quota);
        Catalog = new ModelCatalog(Access, UnlimitedRate("catalog"));
        Downloads = new FileDownload(connections.Http, settings, Access.Stop);
        Shared = new SharedByJobs(
            Access,
            new RequestRate(settings.RequestsPerSecond, settings.Time, settings.Log, "read"),
            new JobCancels(Access, UnlimitedRate("cancel")),
            new LearnedDurations(settings, options.Polling.Profile),
            new JobEvents(settings.Log, Observers(settings)),
            new ResultDownloads(Downloads, settings.Log));
        Reconciler = new Reconciler(Access);
        Prices = new PriceGuard(settings, new PriceBook(Access, Catalog), Catalog);
        Jobs = new JobStart(Shared, _submits, Prices, Reconciler);
    }

    internal ServiceAccess Access { get; }

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
        Access.Stop.End();
    }

    /// <summary>Opens a <see cref="QuotaQueue"/> for the inputs of one call; null if <c>QuotaBudget</c> is zero.</summary>
    internal Func<QuotaQueue>? OpenQueue => Access.Settings.QuotaBudget > TimeSpan.Zero ? Quota.Open : null;

    // Collecting the values of log messages takes time even if nothing is logged, so a client without a log has no JobLog.
    private IJobObserver[] Observers(ClientSettings settings) => settings.Log is NullLogger
        ? [new JobMeasures(Access), new JobRecords(settings.Log)]
        : [new JobMeasures(Access), new JobLog(settings.Log), new JobRecords(settings.Log)];

    // The limit is infinite until the service refuses many of these calls.
    private RequestRate UnlimitedRate(string calls) => new(double.PositiveInfinity, Access.Time, Access.Settings.Log, calls);
}
