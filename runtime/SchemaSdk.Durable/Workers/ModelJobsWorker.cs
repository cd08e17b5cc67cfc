namespace SchemaSdk;

/// <summary>
/// Runs a ledger's jobs in a program without a host. It submits enqueued jobs, waits for them, and delivers them to a handler. In a
/// host, use <c>services.AddModelJobs</c> of SchemaSdk.DependencyInjection.
/// </summary>
/// <example>
/// <code>
/// await using var ledger = new SqliteJobLedger("data/jobs.db");
/// using var client = new FilmsClient(new ModelClientOptions { Ledger = ledger });
/// using var worker = new ModelJobsWorker(client, new SaveFilm());
/// await worker.Jobs.EnqueueAsync("order-7", client.Kling.Kling3_0.Pro.TextToVideo, new() { Prompt = "a cat" });
/// await worker.RunAsync(stop.Token);
/// </code>
/// </example>
public sealed class ModelJobsWorker : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);   // extra time for a hanging ledger or handler after the drain time

    private readonly ModelJobsParts _parts;
    private readonly CancellationTokenSource _disposed = new();   // not disposed: a run may still use it, and it holds only memory
    private int _isStarted;

    /// <summary>Creates a worker. It does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="client">The client that runs the jobs. Its <see cref="ModelClientOptions.Ledger"/> is the ledger of the jobs.</param>
    /// <param name="handler">
    /// Receives the jobs that have ended, several at a time; if null, <see cref="IModelJobs.ResultAsync"/> delivers their results.
    /// </param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <param name="log">The logger; null to log nothing.</param>
    /// <exception cref="ArgumentException"><paramref name="client"/> has no ledger, or an option is out of range.</exception>
    public ModelJobsWorker(ModelClient client, IModelJobHandler? handler = null, ModelJobsOptions? options = null, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new ModelJobsOptions();
        options.Check();
        var ledger = client.Ledger as JobLedger ?? throw new ArgumentException(
            $"The client {client.GetType().Name} has no ledger, so it has no jobs for a worker. Set ModelClientOptions.Ledger.",
            nameof(client));
        _parts = new ModelJobsParts(client, ledger, options, handler is null ? null : tell => tell(handler), log ?? NullLogger.Instance);
    }

    /// <summary>Enqueues, finds and awaits jobs. It can be used before, during and after <see cref="RunAsync"/>.</summary>
    public IModelJobs Jobs => _parts.Jobs;

    /// <summary>
    /// Why the ledger does not answer, or why no job can be sent or recorded; null if all is well. During such a failure, jobs wait and are
    /// retried with backoff.
    /// </summary>
    public Exception? Failure => _parts.Watch.Failure ?? _parts.Failures.Last;

    /// <summary>
    /// Runs jobs until <paramref name="stop"/> is cancelled, and then claims no more jobs. Waits up to
    /// <see cref="ModelJobsOptions.DrainTime"/> for running submits and handlers. Releases the other jobs within another five seconds.
    /// Nothing is cancelled at the service.
    /// </summary>
    /// <param name="stop">Stops the worker.</param>
    /// <exception cref="InvalidOperationException">The worker was run before. Create another one.</exception>
    /// <exception cref="ObjectDisposedException">The worker was disposed.</exception>
    /// <exception cref="ModelConfigurationException">No token is set, and <see cref="ModelJobsOptions.MaxFollowed"/> is not 0.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (_parts.TokenProblem is { } problem)
        {
            throw new ModelConfigurationException($"{problem} Nothing was run.");
        }

        if (Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            throw new InvalidOperationException("This worker has already run, and can run only once. Create another ModelJobsWorker.");
        }

        // Not linked to "stop", because StopAsync must start the drain time before it cancels the work.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_disposed.Token);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, _disposed.Token);
        var running = _parts.Worker.RunAsync(ending.Token);
        await running.WaitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(_parts.Options.DrainTime + Grace, _parts.Time);
        await _parts.Worker.StopAsync(EndAsync, limit.Token).ConfigureAwait(false);
        if (running.IsCompleted)
        {
            await running.ConfigureAwait(false);
        }

        async Task EndAsync(CancellationToken cancellationToken)
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the worker if it is running. It then sends nothing more, and releases its jobs.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _parts.Abandon();
        _parts.Dispose();
    }
}
