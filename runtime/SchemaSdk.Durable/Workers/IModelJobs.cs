namespace SchemaSdk;

/// <summary>
/// Jobs that are recorded in a ledger and run by a worker of this process or another one: <c>services.AddModelJobs</c> registers it, and
/// <see cref="ModelJobsWorker.Jobs"/> is one. It is safe for use by many threads.
/// </summary>
public interface IModelJobs
{
    /// <summary>The client that runs the jobs.</summary>
    ModelClient Client { get; }

    /// <summary>The ledger of the jobs.</summary>
    JobLedger Ledger { get; }

    /// <summary>
    /// Makes the first entry of a job without recording it, for a store that does so by itself, as in a transaction of its caller. The
    /// input is checked where the client knows the model.
    /// </summary>
    /// <param name="key">The key of the job: 1 to 200 characters, without control characters.</param>
    /// <param name="modelId">The model that is to run.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="ArgumentException">An argument cannot be used.</exception>
    /// <exception cref="ModelInputException">The input does not fit the schema.</exception>
    /// <exception cref="ModelLedgerException">The ledger keeps no inputs, or the input cannot be encrypted.</exception>
    LedgerEntry IntentOf(string key, string modelId, JsonElement input);

    /// <summary>
    /// Records a job for a worker. Once this has completed, the job is submitted, now or after a restart, and never twice. The input is
    /// checked where the client knows the model.
    /// </summary>
    /// <param name="key">
    /// The caller's name for the job, such as the number of an order: one key, one job. 1 to 200 characters, without control characters.
    /// </param>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Ends the wait; whether the job was recorded is then not known. Enqueue it again.</param>
    /// <returns>
    /// The job: a new one, or that which has the key already, whatever its state. One that was refused is enqueued again.
    /// </returns>
    /// <exception cref="ArgumentException">An argument cannot be used.</exception>
    /// <exception cref="ModelInputException">The input does not fit the schema. Nothing was recorded.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is that of another model or input, the ledger keeps no inputs, or it cannot be written.
    /// </exception>
    Task<LedgerEntry> EnqueueAsync(string key, string modelId, JsonElement input, CancellationToken cancellationToken = default);

    /// <summary>Finds a job by its key, with its input and result as far as they are kept.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null if the key is new.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    Task<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Waits until nothing more becomes of a job by itself. It may be a job that another process runs.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <returns>
    /// The job: <see cref="LedgerState.Ended"/>, <see cref="LedgerState.Delivered"/>, <see cref="LedgerState.Refused"/> or
    /// <see cref="LedgerState.Unknown"/>.
    /// </returns>
    /// <exception cref="ModelLedgerException">The key is not in the ledger, or the ledger cannot be read.</exception>
    Task<LedgerEntry> WaitAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits for the result of a job. Without an <see cref="IModelJobHandler"/> the job counts as delivered with that; else it is the
    /// handler that it is delivered to.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <exception cref="ModelSubmissionUnknownException">It may have been accepted or not.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is not in the ledger, the service refused its job, or the ledger cannot be read.
    /// </exception>
    /// <exception cref="ModelException">The result is not kept, and could not be read from the service.</exception>
    Task<ModelResult<JsonElement>> ResultAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Looks now where a job stands, since a caller says that it has ended: one look for all who say so within ten seconds. That it has
    /// ended is not believed, and an id that the ledger does not have costs no request.
    /// </summary>
    /// <param name="requestId">The id that the service gave the job.</param>
    /// <param name="key">
    /// The key that the id belongs to, if the caller is sure of that; null: not sure. If its job is unknown, the service is asked once what
    /// it runs under the id, and the job is settled if that is its model. Another job of that model would pass, so that a stranger's word
    /// is not enough.
    /// </param>
    /// <param name="cancellationToken">Ends the look; the job goes on.</param>
    /// <returns>The job as it is after the look, without its input and result; null if the ledger has neither.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    /// <exception cref="ModelException">The service could not be asked. The job is followed as before.</exception>
    Task<LedgerEntry?> HintAsync(string requestId, string? key = null, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="JobLedger.SettleAsync"/>: a job that was accepted is followed from then on. Nothing is sent.</summary>
    /// <param name="key">The key of a job of unknown outcome.</param>
    /// <param name="requestId">
    /// The id that the service gave it, of 1,000 characters or less, or null if the service did not accept it.
    /// </param>
    /// <param name="by">The person or program that says so, in 300 characters or less.</param>
    /// <param name="cancellationToken">Ends the wait; whether it was recorded is then not known.</param>
    /// <returns>The job as it is now.</returns>
    /// <exception cref="ArgumentException">An argument is empty or too long, or <paramref name="requestId"/> cannot be one.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is not in the ledger, its job is not of unknown outcome, another job has the id, or the ledger cannot be written.
    /// </exception>
    Task<LedgerEntry> SettleAsync(string key, string? requestId, string by, CancellationToken cancellationToken = default);
}
