namespace SchemaSdk;

/// <summary>More ways to enqueue a job: for a typed model of a generated client, in the caller's transaction, or both.</summary>
public static class ModelJobsExtensions
{
    /// <inheritdoc cref="IModelJobs.EnqueueAsync(string, string, JsonElement, CancellationToken)" />
    /// <typeparam name="TInput">The input type of the model.</typeparam>
    /// <typeparam name="TOutput">The output type of the model.</typeparam>
    /// <param name="jobs">The jobs of the host.</param>
    /// <param name="key">The caller's name for the job. Each key belongs to one job.</param>
    /// <param name="model">The model, such as <c>client.Kling.Kling3_0.Pro.TextToVideo</c>. The client of the jobs runs it.</param>
    /// <param name="input">
    /// The input. A file whose content is sent with the input is copied to the <see cref="JobLedgerOptions.InputFolder"/> of the
    /// client's ledger, which must be the ledger of the jobs. Each process that may submit the job needs the folder.
    /// </param>
    /// <param name="cancellationToken">Ends the wait. The job may still be recorded: enqueue it again to be sure.</param>
    /// <exception cref="ArgumentException">The key is invalid, or the model's client calls another service or address.</exception>
    /// <exception cref="ModelInputException">The input does not fit the schema, or a file cannot be sent. Nothing was recorded.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is in use for another model, input or service, the ledger keeps no inputs, or it cannot be written; or the input has a file,
    /// and the ledger has no input folder or the model's client has another ledger.
    /// </exception>
    public static async Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs, string key, ModelEndpoint<TInput, TOutput> model, TInput input, CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput>
    {
        Check(jobs, model);
        var kept = await model.KeepInputAsync(key, input, jobs.Ledger, cancellationToken).ConfigureAwait(false);
        return await jobs.EnqueueAsync(key, model.ModelId, kept, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IModelJobs.IntentOf" />
    /// <inheritdoc
    ///   cref="EnqueueAsync{TInput, TOutput}(IModelJobs, string, ModelEndpoint{TInput, TOutput}, TInput, CancellationToken)"
    ///   path="/typeparam|/param[@name='jobs' or @name='model']" />
    /// <remarks>
    /// This method copies no files. For an input with a file whose content is sent with it, pass the result of
    /// <see cref="LedgerClientExtensions.KeepInputAsync"/> to <see cref="IModelJobs.IntentOf"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">The key is invalid, or the model's client calls another service or address.</exception>
    /// <exception cref="JsonException">The input has a file whose content is sent with it.</exception>
    public static LedgerEntry IntentOf<TInput, TOutput>(
        this IModelJobs jobs, string key, ModelEndpoint<TInput, TOutput> model, TInput input)
        where TInput : IModelValue<TInput>
    {
        Check(jobs, model);
        ArgumentNullException.ThrowIfNull(input);
        var written = LedgerClientExtensions.WrittenOf(model, input);
        return written.Files is null ? jobs.IntentOf(key, model.ModelId, JsonDocument.Parse(written.Text, JobLedger.AnyDepth).RootElement)
            : throw new JsonException($"The input of {model.ModelId} embeds a file. Pass the result of KeepInputAsync to IntentOf.");
    }

    /// <summary>
    /// Records a job for a worker in the caller's transaction, so the job and the other writes of the transaction are committed together or
    /// not at all. Workers get the job once the transaction is committed. If two transactions use the same key, the second waits for the
    /// first to end, but no longer than the command timeout of the second connection (30 s by default).
    /// </summary>
    /// <param name="jobs">The jobs. Their ledger must be a <see cref="DurableJobLedger"/>.</param>
    /// <param name="transaction">A transaction in the database or SQLite file of the ledger.</param>
    /// <param name="key">The caller's name for the job, such as an order number. Each key belongs to one job.</param>
    /// <param name="modelId">The id of the model at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The input of the model.</param>
    /// <param name="cancellationToken">Ends the wait. Roll back the transaction after a cancelled call.</param>
    /// <returns>The new job, or the one that already has the key, in any state. A refused job is enqueued again.</returns>
    /// <exception cref="ArgumentException">
    /// An argument is invalid, the transaction has ended or belongs to another database, or the ledger does not support transactions.
    /// </exception>
    /// <exception cref="ModelInputException">The input does not fit the schema. Nothing was recorded.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is in use for another model, input or service, the ledger keeps no inputs, or it cannot be written. Roll back the
    /// transaction. If its isolation level is repeatable read or serializable and another transaction recorded the key, rerun it.
    /// </exception>
    public static async Task<LedgerEntry> EnqueueAsync(
        this IModelJobs jobs, DbTransaction transaction, string key, string modelId, JsonElement input,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var job = QueuedIn(transaction, jobs.Ledger, cancellationToken);
        var intent = await jobs.IntentAsync(key, modelId, input, cancellationToken).ConfigureAwait(false);
        return await job.PutAsync(intent).ConfigureAwait(false);
    }

    /// <inheritdoc
    ///   cref="EnqueueAsync(IModelJobs, DbTransaction, string, string, JsonElement, CancellationToken)"
    ///   path="/summary|/param[@name!='input' and @name!='modelId']|/returns|/exception[contains(@cref, 'Argument')]" />
    /// <inheritdoc
    ///   cref="EnqueueAsync{TInput, TOutput}(IModelJobs, string, ModelEndpoint{TInput, TOutput}, TInput, CancellationToken)"
    ///   path="/typeparam|/param[@name='model' or @name='input']|/exception" />
    /// <remarks>If the transaction is rolled back, copies of files stay until the key is recorded again and its job is accepted.</remarks>
    public static async Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs, DbTransaction transaction, string key, ModelEndpoint<TInput, TOutput> model, TInput input,
        CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput>
    {
        Check(jobs, model);
        var job = QueuedIn(transaction, jobs.Ledger, cancellationToken);
        var mayWait = jobs.Ledger is DurableJobLedger { LocksRows: true };
        var kept = await LedgerClientExtensions.KeepAsync(model, key, input, jobs.Ledger, mayWait, cancellationToken).ConfigureAwait(false);
        var intent = await jobs.IntentAsync(key, model.ModelId, kept, cancellationToken).ConfigureAwait(false);
        var known = await job.PutAsync(intent).ConfigureAwait(false);
        (known.WasAccepted ? jobs.Ledger.CopiesOf(key, model.ModelId) : null)?.Remove(known.RequestId);
        return known;
    }

    /// <summary>Creates the first entry of a job. Accepts an invalid input if the job with the key was already submitted.</summary>
    internal static async Task<LedgerEntry> IntentAsync(
        this IModelJobs jobs, string key, string modelId, JsonElement input, CancellationToken cancellationToken)
    {
        LedgerEntry? intent = null;
        await jobs.Ledger.CheckAsync(key, () => intent = jobs.IntentOf(key, modelId, input), cancellationToken).ConfigureAwait(false);
        return intent ?? LedgerClientExtensions.Intent(jobs.Client, key, modelId, input, isChecked: false);
    }

    // Without this check, a model of an emulator could run at the real service, at a cost.
    private static void Check<TInput, TOutput>(IModelJobs jobs, ModelEndpoint<TInput, TOutput> model)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(model);
        if (jobs.Client?.Parts.Access.Settings is { } own && model.OwnerOrDefault?.Parts.Access.Settings is { } other
            && (own.Service.Names.Name != other.Service.Names.Name || own.BaseAddress != other.BaseAddress))
        {
            throw new ArgumentException(
                $"{model.ModelId} belongs to a client for {other.Service.Names.Name} at {other.BaseAddress}, but these jobs run with a "
                + $"client for {own.Service.Names.Name} at {own.BaseAddress}. Use a model of IModelJobs.Client.", nameof(model));
        }
    }

    private static QueuedJob QueuedIn(DbTransaction transaction, JobLedger ledger, CancellationToken cancellationToken)
    {
        var durable = ledger as DurableJobLedger ?? throw new ArgumentException(
            $"The ledger of these jobs is a {ledger.GetType().Name}, which has no transactions. Use a ledger from SchemaSdk.Sqlite or "
            + "SchemaSdk.PostgreSql.",
            nameof(ledger));
        durable.Check(transaction);
        return new(durable, entry => durable.BeginAsync(entry, transaction, cancellationToken),
            entry => durable.RecordAsync(entry, transaction, cancellationToken));
    }
}
