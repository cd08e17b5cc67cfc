namespace SchemaSdk;

/// <summary>
/// Handles the outcomes of a worker's jobs. If <c>services.AddModelJobHandler</c> registers a handler, each job gets an instance in its own
/// scope. If a <see cref="ModelJobsWorker"/> is given a handler, the worker calls this one instance for several jobs at a time.
/// </summary>
public interface IModelJobHandler
{
    /// <summary>
    /// Handles a job that has ended. This method is called at least once for each job, in any order, for several jobs at a time. The job
    /// counts as delivered once every handler has returned. If a handler throws, all handlers get the job again: after a pause, after a
    /// restart or, if the ledger is shared, in another process. A handler that has already handled the key should just return.
    /// </summary>
    /// <param name="job">The job and its result.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> has passed. A job not handled by then is delivered again.
    /// </param>
    Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Handles a job that was refused by the service, by a budget, or because its input does not fit the schema. The job is not running.
    /// Called at most once, usually in the process that submitted the job. If the service's list of jobs shows the refusal, this method is
    /// called in the process that read the list. An exception is logged, and the other handlers are still called. The default does nothing.
    /// </summary>
    /// <param name="job">
    /// The job, without its input, which <see cref="IModelJobs.FindAsync"/> returns. To submit it again, enqueue it under its key.
    /// </param>
    /// <param name="error">Why the job was refused.</param>
    /// <param name="cancellationToken">Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> has passed.</param>
    Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Handles a job of unknown outcome, for example to tell a person to settle it with <see cref="IModelJobs.SettleAsync"/>. Each process
    /// calls this method for each unknown job of the ledger until a call succeeds. An exception is logged, and the method is called again
    /// at the next count of jobs (every 15 s). Up to eight calls run at a time, alongside all other work. The default does nothing.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> has passed.</param>
    Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken) => Task.CompletedTask;
}
