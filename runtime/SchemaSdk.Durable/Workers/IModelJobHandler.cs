namespace SchemaSdk;

/// <summary>
/// Gets what became of the jobs of <see cref="IModelJobs"/>. <c>services.AddModelJobHandler</c> registers one, of which each job gets an
/// instance in a scope of its own. A <see cref="ModelJobsWorker"/> calls the one that it is given, for several jobs at a time.
/// </summary>
public interface IModelJobHandler
{
    /// <summary>
    /// Takes a job that has ended: at least once for each, in any order, several at a time. The job counts as delivered once every handler
    /// has returned; if one throws, all get it again: later, after a restart, or, once it has thrown for a minute and the ledger is shared,
    /// in another process. A handler that has dealt with the key already returns.
    /// </summary>
    /// <param name="job">The job and its result.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> is over; what is not done by then is given again.
    /// </param>
    Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a job that was refused, of which nothing runs: by the service, a budget, or since its input does not fit. It is told once
    /// at most, by the process that submitted it, and an exception is logged. Default: nothing.
    /// </summary>
    /// <param name="job">The job. To put it down again under its key submits it again.</param>
    /// <param name="error">The reason.</param>
    /// <param name="cancellationToken">Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> is over.</param>
    Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Takes a job that may run or not, to inform a person: <see cref="IModelJobs.SettleAsync"/> ends that. Each is
    /// told by each process that works on the ledger, until the handlers have returned once; after an exception, which is logged, they are
    /// told again at the next count of the jobs. Up to eight are told at a time, beside all other work of the process. Default: nothing.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Cancelled when the host stops and <see cref="ModelJobsOptions.DrainTime"/> is over.</param>
    Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken) => Task.CompletedTask;
}
