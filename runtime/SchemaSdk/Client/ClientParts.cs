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

/// <summary>Makes the parts of a client and joins them. Only here does one feature meet another.</summary>
internal sealed class ClientParts
{
    // When the client is disposed, no submit begins any more, and those that have begun come to their end.
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

    /// <summary>The line that all calls are made on.</summary>
    internal ServiceLine Line { get; }

    /// <summary>Submits inputs, and attaches to jobs.</summary>
    internal JobStart Jobs { get; }

    /// <summary>The parts that the jobs share.</summary>
    internal SharedByJobs Shared { get; }

    /// <summary>The durations that were learned of each model's jobs.</summary>
    internal LearnedDurations Durations { get; }

    /// <summary>Reads the service's catalogue of models.</summary>
    internal ModelCatalog Catalog { get; }

    /// <summary>Fetches files.</summary>
    internal FileDownload Downloads { get; }

    /// <summary>Holds back what the service has no room for.</summary>
    internal JobQuota Quota { get; }

    /// <summary>Ends once no submit can begin any more and the last has ended.</summary>
    internal Task SubmitsEnded => _submits.Ended;

    /// <summary>Lets no call begin any more, and ends every wait.</summary>
    internal void End()
    {
        _submits.Close();
        Line.Stop.End();
    }

    /// <summary>Begins a line for the inputs of one <c>RunManyAsync</c>; null if they are submitted like any other.</summary>
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
