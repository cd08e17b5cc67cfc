using System.Diagnostics.Metrics;

namespace SchemaSdk.Diagnostics;

/// <summary>The sources of spans and measurements for all clients in a process. They cost nothing without listeners.</summary>
/// <remarks>A source is null if its creation failed: creating it calls all listeners, and a faulty one must not break clients.</remarks>
internal static class Instruments
{
    private const string Name = "SchemaSdk";

    // The boundaries up to 81.92 are from the OpenTelemetry convention. The larger ones are needed because jobs may take half an hour.
    private static readonly double[] JobBuckets =
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68, 655.36, 1310.72, 2621.44];

    private static readonly double[] DelayBuckets = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 7.5, 10, 15, 30, 60];

    private static readonly Meter Meter = new(Name, PackageVersion.Text);

    internal static readonly ActivitySource? Spans = Quietly.Make(static () => new ActivitySource(Name, PackageVersion.Text));

    internal static readonly Histogram<double>? JobDuration = Seconds(
        "gen_ai.client.operation.duration", "Time from the submit of a job until its end is known.", JobBuckets);

    internal static readonly Histogram<double>? QueueDuration = Seconds(
        "schemasdk.job.queue.duration", "Time from the acceptance of a job until it runs.", JobBuckets);

    internal static readonly Histogram<double>? PollDelay = Seconds(
        "schemasdk.job.poll.delay", "Time from the end of a job until the client knows that it ended.", DelayBuckets);

    internal static readonly Counter<long>? Polls = Quietly.Make(static () => Meter.CreateCounter<long>(
        "schemasdk.job.polls", "{request}", "Status and result requests, and opened event streams."));

    internal static readonly Counter<long>? Retries = Quietly.Make(static () => Meter.CreateCounter<long>(
        "schemasdk.job.retries", "{retry}", "Retries of failed requests."));

    internal static readonly Counter<long>? UnknownSubmits = Quietly.Make(static () => Meter.CreateCounter<long>(
        "schemasdk.job.unknown_submits", "{submit}", "Submits whose outcome is unknown."));

    internal static readonly UpDownCounter<long>? HeldBack = Quietly.Make(static () => Meter.CreateUpDownCounter<long>(
        "schemasdk.job.held_back", "{input}", "Inputs of RunManyAsync that are waiting until the service accepts more jobs."));

    internal static readonly Counter<double>? Cost = Quietly.Make(
        static () => Meter.CreateCounter<double>("schemasdk.job.cost", "{USD}", "The cost of jobs."));

    /// <summary>True if anything listens to jobs. A job that started while nothing was listening is not reported.</summary>
    internal static bool IsJobListenedTo => Spans?.HasListeners() == true
        || JobDuration is { Enabled: true } || QueueDuration is { Enabled: true } || PollDelay is { Enabled: true };

    private static Histogram<double>? Seconds(string name, string description, double[] buckets) => Quietly.Make(
        () => Meter.CreateHistogram<double>(name, "s", description, tags: null, new() { HistogramBucketBoundaries = buckets }));
}
