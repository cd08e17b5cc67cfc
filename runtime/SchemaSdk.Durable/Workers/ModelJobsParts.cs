namespace SchemaSdk.Durable.Workers;

/// <summary>Creates the objects that make up one worker, and gives them access to each other.</summary>
internal sealed class ModelJobsParts : IDisposable
{
    // Never disposed: a stopping worker may still use it, and it holds only memory.
    private readonly CancellationTokenSource _abandoned = new();

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
            + "jobs needs no token. Set ModelJobsOptions.MaxFollowed to 0 there.";

    internal static ServiceProfile ServiceOf(ModelClient client) => client.Parts.Access.Settings.Service;

    public void Dispose() => Watch.Dispose();

    internal Pause NewPause(TimeSpan? longest = null) =>
        new(Options.RetryDelay, Time, new[] { Options.RetryDelay, longest ?? TimeSpan.FromMinutes(5) }.Max());

    /// <summary>Prevents further submits, and cancels running handlers.</summary>
    // Not awaited, because an application's callback on the token must neither delay the host's stop nor crash the process.
    internal void Abandon() => _abandoned.CancelAsync().ContinueWith(
        task => WorkerLog.CallbackThrew(Log, task.Exception!.GetBaseException()),
        CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
