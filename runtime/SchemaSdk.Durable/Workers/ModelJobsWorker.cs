using Microsoft.Extensions.Logging.Abstractions;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk;

/// <summary>
/// Runs the jobs of a ledger in a program without a host: submits those that wait for a worker, follows them, and gives them to a
/// handler. In a host, <c>services.AddModelJobs</c> of SchemaSdk.DependencyInjection does so.
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
    // What a ledger or a handler that does not answer may take beyond the time to drain.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ModelJobsParts _parts;

    // Not disposed of: a run may still look at it, and it is memory alone.
    private readonly CancellationTokenSource _disposed = new();
    private int _isStarted;

    /// <summary>Makes a worker, which does nothing before <see cref="RunAsync"/>.</summary>
    /// <param name="client">The client that runs the jobs, with the ledger of the jobs as <see cref="ModelClientOptions.Ledger"/>.</param>
    /// <param name="handler">
    /// Gets the jobs that have ended, several at a time; null: their results wait for <see cref="IModelJobs.ResultAsync"/>, and are
    /// delivered with that.
    /// </param>
    /// <param name="options">Its settings; null: the defaults.</param>
    /// <param name="log">The log for its messages; null: none are written.</param>
    /// <exception cref="ArgumentException"><paramref name="client"/> has no ledger, or an option is outside of its range.</exception>
    public ModelJobsWorker(ModelClient client, IModelJobHandler? handler = null, ModelJobsOptions? options = null, ILogger? log = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        options ??= new ModelJobsOptions();
        options.Check();
        var ledger = client.Ledger as JobLedger ?? throw new ArgumentException(
            $"The client {client.GetType().Name} has no ledger, so it has no jobs for a worker. Set ModelClientOptions.Ledger.",
            nameof(client));
        _parts = new ModelJobsParts(
            client, ledger, options, handler is null ? null : tell => tell(handler), log ?? NullLogger.Instance);
    }

    /// <summary>The jobs, for callers that enqueue, find and wait for them. They can be used before, during and after a run.</summary>
    public IModelJobs Jobs => _parts.Jobs;

    /// <summary>
    /// The reason why the ledger does not answer, or why no job can be sent or recorded; null while all is well. Jobs stay where they are
    /// meanwhile, and are tried again after pauses.
    /// </summary>
    public Exception? Failure => _parts.Watch.Failure ?? _parts.Failures.Last;

    /// <summary>
    /// Runs jobs until it is told to stop. It then claims no more, awaits the submits and handlers that are under way for
    /// <see cref="ModelJobsOptions.DrainTime"/>, and gives the other jobs back to the ledger, within five seconds more. Nothing is
    /// cancelled at the service.
    /// </summary>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="InvalidOperationException">It was run before. Make another worker.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    /// <exception cref="ModelConfigurationException">The client has no token, and the worker is to work on jobs.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
        if (_parts.TokenProblem is { } problem)
        {
            throw new ModelConfigurationException($"{problem} Nothing was run.");
        }

        if (Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            throw new InvalidOperationException("This worker was run before, and runs once. Make another ModelJobsWorker.");
        }

        // Ended apart from the caller's token, so that the time to drain begins before whatever is cancelled goes on.
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

    /// <summary>Ends a run that is under way: it sends nothing more, and gives its jobs back.</summary>
    public void Dispose()
    {
        _disposed.Cancel();
        _parts.Abandon();
        _parts.Dispose();
    }
}
