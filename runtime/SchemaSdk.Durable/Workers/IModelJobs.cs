namespace SchemaSdk;

/// <summary>
/// Enqueues, finds and awaits jobs in a ledger. A worker of this or another process runs the jobs. Get this interface from
/// <c>services.AddModelJobs</c> or <see cref="ModelJobsWorker.Jobs"/>. Thread-safe.
/// </summary>
public interface IModelJobs
{
    /// <summary>The client that runs the jobs.</summary>
    ModelClient Client { get; }

    /// <summary>The ledger of the jobs.</summary>
    JobLedger Ledger { get; }

    /// <summary>
    /// Creates a job's first entry for code that records the entry itself, for example in a transaction. Checks the input if the client
    /// validates inputs and has the model.
    /// </summary>
    /// <inheritdoc cref="LedgerClientExtensions.IntentOf" path="/param[@name!='client']|/exception[not(contains(@cref, 'Operation'))]" />
    LedgerEntry IntentOf(string key, string modelId, JsonElement input);

    /// <summary>
    /// Records a job for a worker. The worker submits the job now or after a restart, but never twice. If the state is <c>Sending</c>, a
    /// direct call may be submitting the job: enqueue the job again if that call fails. Checks the input if the client validates inputs and
    /// has the model.
    /// </summary>
    /// <param name="key">The caller's name for the job, such as an order number; 1 to 200 characters, without control characters.</param>
    /// <param name="modelId">The id of the model at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The input of the model.</param>
    /// <param name="cancellationToken">Ends the wait. The job may still be recorded: enqueue it again to be sure.</param>
    /// <returns>The new job, or the one that already has the key, in any state. A refused job is enqueued again.</returns>
    /// <exception cref="ArgumentException">An argument is invalid.</exception>
    /// <exception cref="ModelInputException">The input does not fit the schema, and the key has no submitted job.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is in use for another model, input or service, the ledger keeps no inputs, or it cannot be written.
    /// </exception>
    Task<LedgerEntry> EnqueueAsync(string key, string modelId, JsonElement input, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records a job for a worker, given its first entry. Use this method to set what the other overload does not, such as the customer:
    /// <c>jobs.IntentOf(key, modelId, input) with { Customer = "acme" }</c>.
    /// </summary>
    /// <param name="intent">The first entry, from <see cref="IntentOf"/>.</param>
    /// <param name="cancellationToken">Ends the wait. The job may still be recorded: enqueue it again to be sure.</param>
    /// <returns>The new job, or the one that already has the key, in any state. A refused job is enqueued again.</returns>
    /// <exception cref="ArgumentException">The entry has a value that cannot be recorded.</exception>
    /// <exception cref="ModelLedgerException">The key's job differs in model, input or customer, or the ledger is not writable.</exception>
    Task<LedgerEntry> EnqueueAsync(LedgerEntry intent, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="JobLedger.FindAsync" />
    Task<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Waits until a job has ended, has been refused, or has an unknown outcome. Another process may run the job.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="cancellationToken">Ends the wait; the job continues.</param>
    /// <returns>
    /// The job: <see cref="LedgerState.Ended"/>, <see cref="LedgerState.Delivered"/>, <see cref="LedgerState.Refused"/> or
    /// <see cref="LedgerState.Unknown"/>.
    /// </returns>
    /// <exception cref="ModelLedgerException">The key is not in the ledger, or the ledger cannot be read.</exception>
    Task<LedgerEntry> WaitAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Waits for a job's result. An <see cref="IModelJobHandler"/> gets it too; without one, this call delivers the job.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="cancellationToken">Ends the wait; the job continues.</param>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <exception cref="ModelSubmissionUnknownException">It is not known whether the service accepted the job.</exception>
    /// <exception cref="ModelLedgerException">The key is not in the ledger, the job was refused, or the ledger cannot be read.</exception>
    /// <exception cref="ModelException">The result is not kept and could not be read from the service.</exception>
    Task<ModelResult<JsonElement>> ResultAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks a job's status now, because a caller reports that the job has ended. Calls within ten seconds share one check. The report
    /// alone changes nothing. If the ledger does not have the request id, the service is asked only if <paramref name="key"/> is the key of
    /// an unknown job.
    /// </summary>
    /// <param name="requestId">The request id of the job.</param>
    /// <param name="key">
    /// The key of the job, if the caller is sure of it; otherwise null. If that job is unknown, the service is asked once for the model of
    /// the request id, and the job is settled if it has that model. A wrong key is accepted if its job has that model, so do not pass an
    /// untrusted key.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; the job continues.</param>
    /// <returns>The job, without its input and result; null if the ledger has neither the id nor an unknown job with the key.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    /// <exception cref="ModelException">The service could not be asked. The worker continues to poll the job.</exception>
    Task<LedgerEntry?> HintAsync(string requestId, string? key = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Settles an unknown job, as <see cref="JobLedger.SettleAsync"/> does. If the service accepted the job, the worker then waits for it.
    /// Nothing is sent.
    /// </summary>
    /// <param name="key">The key of a job whose outcome is unknown.</param>
    /// <param name="requestId">The request id of the job, up to 1,000 characters; null if the service did not accept it.</param>
    /// <param name="by">The person or program that reports this, up to 300 characters.</param>
    /// <param name="cancellationToken">Ends the wait. The outcome may still be recorded.</param>
    /// <returns>The updated job.</returns>
    /// <exception cref="ArgumentException">An argument is empty or too long, or <paramref name="requestId"/> is not valid.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is not in the ledger, its job is not unknown, another job has the id, or the ledger cannot be written.
    /// </exception>
    Task<LedgerEntry> SettleAsync(string key, string? requestId, string by, CancellationToken cancellationToken = default);
}
