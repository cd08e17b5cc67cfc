using SchemaSdk.Catalog;
using SchemaSdk.Catalog.Prices;
using SchemaSdk.Client.Settings;
using SchemaSdk.Files.Downloads;
using SchemaSdk.Jobs;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Jobs.Observing;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Quotas;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Client;

/// <summary>Makes the parts of a client and joins them. Features meet only here.</summary>
internal sealed class ClientParts
{
    // After the client is disposed no submit starts, and those that have started finish.
    private readonly Underway _submits = new();

    internal ClientParts(ClientSettings settings, ModelClientOptions options, ClientConnections connections)
    {
        Line = new ServiceLine(settings, connections.Sender);
        Durations = new LearnedDurations(settings, options.Polling.Profile);
        Quota = new JobQuota(settings);
        Line.Stop.Disposed.UnsafeRegister(static quota => ((JobQuota)quota!).Dispose(), Quota);
        Catalog = new ModelCatalog(Line, UnlimitedBudget("catalog"));
        Downloads = new FileDownload(connections.Http, settings, Line.Stop);
        Shared = new SharedByJobs(
            Line,
            new RequestBudget(settings.RequestsPerSecond, settings.Time, settings.Log, "read"),
            new JobCancels(Line, UnlimitedBudget("cancel")),
            Durations,
            new JobEvents(settings.Log, Observers(settings)),
            new ResultDownloads(Downloads, settings.Log));
        Jobs = new JobStart(Shared, _submits, new PriceGuard(settings, new PriceBook(settings.Time, Catalog)));
    }

    /// <summary>The parts that all calls share.</summary>
    internal ServiceLine Line { get; }

    /// <summary>Submits inputs, and attaches to jobs.</summary>
    internal JobStart Jobs { get; }

    /// <summary>The parts that the jobs share.</summary>
    internal SharedByJobs Shared { get; }

    /// <summary>The learned durations of the jobs of each model.</summary>
    internal LearnedDurations Durations { get; }

    /// <summary>Reads the service's catalogue of models.</summary>
    internal ModelCatalog Catalog { get; }

    /// <summary>Fetches files.</summary>
    internal FileDownload Downloads { get; }

    /// <summary>Holds inputs back while the service accepts no more jobs.</summary>
    internal JobQuota Quota { get; }

    /// <summary>Completes when no submit can start any more and the last has ended.</summary>
    internal Task SubmitsEnded => _submits.Ended;

    /// <summary>Stops new calls and ends every wait.</summary>
    internal void End()
    {
        _submits.Close();
        Line.Stop.End();
    }

    /// <summary>Opens a line for the inputs of one <c>RunManyAsync</c>; null if they are submitted like any other.</summary>
    internal Func<QuotaLine>? LineFor(string modelId) => Line.Settings.QuotaBudget > TimeSpan.Zero
        ? () => Quota.Open(change => Line.Telemetry.HeldBack(modelId, change))
        : null;

    private IJobObserver[] Observers(ClientSettings settings) =>
        [
            new JobMeasures(Line), new JobLog(settings.Log), new JobPrices(), new JobLearning(Durations),
            new JobRecords(settings.Log),
        ];

    // Limits calls only once the service refuses many of them.
    private RequestBudget UnlimitedBudget(string calls) => new(double.PositiveInfinity, Line.Time, Line.Settings.Log, calls);
}
