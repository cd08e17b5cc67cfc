using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>The parts behind the jobs of a host, joined.</summary>
internal sealed class ModelJobsParts : IDisposable
{
    private readonly JobGauges _gauges;

    public ModelJobsParts(ModelClient client, JobLedger ledger, ModelJobsOptions options, IServiceProvider provider)
    {
        var log = provider.GetService<ILogger<IModelJobs>>() ?? NullLogger<IModelJobs>.Instance;
        var hasHandler = provider.GetService<IServiceProviderIsService>()?.IsService(typeof(IModelJobHandler)) == true;
        var (signals, following) = (new JobSignals(), new FollowedJobs());
        var scopes = provider.GetRequiredService<IServiceScopeFactory>();
        var troubles = new JobTroubles(options, ledger.Options.TimeProvider);
        var repeated = new RepeatedFailures(ledger.Options.TimeProvider);
        var submits = new JobSubmits(client, options, signals, troubles, log);
        var undelivered = new UndeliveredJobs(options, ledger.Options.TimeProvider);
        var delivery = new JobDelivery(scopes, ledger, options, undelivered, troubles, repeated, log, hasHandler, submits.Abandoned);
        var missing = new MissingFiles();
        var unfit = new UnfitJobs(ledger.Options.TimeProvider, options, signals);
        var done = new DoneJobs(ledger, options, signals, unfit, log, submits.Abandoned);
        var runs = new JobRuns(
            client, ledger, options, signals, following, submits, unfit, done, delivery, missing, troubles, repeated, log);
        Watch = new LedgerWatch(ledger, options, new UnknownJobs(delivery, signals, log), missing, troubles);
        _gauges = new JobGauges(Watch);
        Worker = new JobWorker(ledger, options, signals, runs, done, submits, Watch, repeated, log);
        var hints = new JobHints(client, ledger, following, signals, options.HintInterval);
        Jobs = new ModelJobs(client, ledger, signals, hints, troubles, hasHandler);
    }

    internal IModelJobs Jobs { get; }

    internal JobWorker Worker { get; }

    internal LedgerWatch Watch { get; }

    public void Dispose() => _gauges.Dispose();
}
