namespace SchemaSdk.Durable.Workers;

/// <summary>The parts behind the jobs of a ledger, joined.</summary>
internal sealed class ModelJobsParts : IDisposable
{
    private readonly JobGauges _gauges;

    // each: calls something for each handler of the application; null: it has none.
    public ModelJobsParts(
        ModelClient client, JobLedger ledger, ModelJobsOptions options, Func<Func<IModelJobHandler, Task>, Task>? each, ILogger log)
    {
        var (signals, following) = (new JobSignals(), new FollowedJobs());
        var troubles = new JobTroubles(options, ledger.Options.TimeProvider);
        var repeated = new RepeatedFailures(ledger.Options.TimeProvider);
        var submits = new JobSubmits(client, options, signals, troubles, log);
        var delivery = new JobDelivery(each, ledger, options, troubles, repeated, log, submits.Abandoned);
        var missing = new MissingFiles();
        var paused = new PausedJobs(options, ledger.Options.TimeProvider);
        var done = new DoneJobs(ledger, options, signals, log, submits.Abandoned);
        var runs = new JobRuns(
            client, ledger, options, signals, following, submits, paused, done, delivery, missing, troubles, repeated, log);
        Watch = new LedgerWatch(ledger, options, new UnknownJobs(delivery, signals, log), missing, troubles);
        _gauges = new JobGauges(Watch);
        Worker = new JobWorker(ledger, options, signals, runs, done, paused, submits, Watch, repeated, log);
        var hints = new JobHints(client, ledger, following, signals, options.HintInterval);
        Jobs = new ModelJobs(client, ledger, signals, hints, troubles, delivery.HasHandler);
    }

    /// <summary>Says that a client has no token, unless this process works on no jobs; null: all is well.</summary>
    internal static string? TokenProblem(ModelClient client, ModelJobsOptions options) => options.MaxFollowed == 0 || client.HasToken
        ? null
        : $"The client {client.GetType().Name} has no token, so its jobs could neither be sent nor asked for. Set "
            + "ModelClientOptions.ApiToken or TokenProvider, or the environment variable RUNCOMFY_API_TOKEN. A process that only enqueues "
            + "jobs needs none: set ModelJobsOptions.MaxFollowed to 0 there.";

    internal IModelJobs Jobs { get; }

    internal JobWorker Worker { get; }

    internal LedgerWatch Watch { get; }

    public void Dispose() => _gauges.Dispose();
}
