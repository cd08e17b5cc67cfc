using SchemaSdk.Client.Settings;

namespace SchemaSdk.Durable.Workers;

/// <summary>Creates the parts of one worker and lets them find each other.</summary>
internal sealed class ModelJobsParts : IDisposable
{
    // The source is not disposed, because a container may be disposed while its worker is still stopping, and the source only uses memory.
    private readonly CancellationTokenSource _abandoned = new();

    // each: runs a function for each handler of the application; null if there is none.
    public ModelJobsParts(
        ModelClient client, JobLedger ledger, ModelJobsOptions options, Func<Func<IModelJobHandler, Task>, Task>? each, ILogger log)
    {
        (Client, Ledger, Options, Log) = (client, ledger, options, new QuietLog(log));
        Failures = new JobFailures(this);
        Delivery = new JobDelivery(this, each);
        Runs = new JobRuns(this);
        Watch = new LedgerWatch(this);
        Worker = new JobWorker(this);
        Jobs = new ModelJobs(this);
    }

    internal ModelClient Client { get; }

    internal JobLedger Ledger { get; }

    internal ModelJobsOptions Options { get; }

    internal ILogger Log { get; }

    internal TimeProvider Time => Ledger.Options.TimeProvider;

    internal JobSignals Signals { get; } = new();

    internal JobFailures Failures { get; }

    internal JobDelivery Delivery { get; }

    internal JobRuns Runs { get; }

    internal LedgerWatch Watch { get; }

    internal JobWorker Worker { get; }

    internal ModelJobs Jobs { get; }

    /// <summary>Cancelled once the host stops and the drain time has passed.</summary>
    internal CancellationToken Abandoned => _abandoned.Token;

    /// <summary>A message saying that the client has no token; null if it has one or if this process works on no jobs.</summary>
    internal string? TokenProblem => Options.MaxFollowed == 0 || Client.HasToken ? null
        : $"The client {Client.GetType().Name} has no token, so its jobs can be neither submitted nor polled. Set "
            + $"ModelClientOptions.ApiToken or TokenProvider{ServiceOf(Client).Defaults.OrTokenVariable}. A process that only enqueues "
            + "jobs needs no token: set ModelJobsOptions.MaxFollowed to 0 there.";

    // Other packages need this method to receive callbacks, because they cannot see the settings of a client.
    internal static ServiceProfile ServiceOf(ModelClient client) => client.Parts.Line.Settings.Service;

    public void Dispose() => Watch.Dispose();

    internal Pause NewPause() => new(Options.RetryDelay, Time, longest: TimeSpan.FromMinutes(5));

    /// <summary>Prevents further submits, and cancels running handlers.</summary>
    // Runs on another thread, so that the application's callbacks neither delay the host's stop nor crash the process from a timer.
    internal void Abandon() => _ = AbandonAsync();

    private async Task AbandonAsync()
    {
        try
        {
            await _abandoned.CancelAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            JobLog.CallbackThrew(Log, exception.GetBaseException());
        }
    }
}
