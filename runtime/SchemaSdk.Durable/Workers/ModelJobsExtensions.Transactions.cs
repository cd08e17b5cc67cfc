using System.Data.Common;
using SchemaSdk.Durable;

namespace SchemaSdk;

/// <content>Jobs in transactions of their callers.</content>
public static partial class ModelJobsExtensions
{
    /// <summary>
    /// Records a job for a worker in a transaction of the caller: what else the transaction writes and the job, both or neither. Workers
    /// get the job once the transaction is committed. Of two transactions with one key, the second waits for the end of the first, as
    /// long as the command timeout of its connection allows (30 s, unless set).
    /// </summary>
    /// <param name="jobs">The jobs, whose ledger is a <see cref="DurableJobLedger"/>.</param>
    /// <param name="transaction">A transaction in the database, or the SQLite file, of the ledger.</param>
    /// <param name="key">The caller's name for the job, such as the number of an order: one key, one job.</param>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Ends the wait; roll the transaction back then.</param>
    /// <returns>
    /// The job: a new one, or that which has the key already, whatever its state. One that was refused is recorded again.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An argument cannot be used, the transaction has ended or is one of another database, or the ledger has no transactions.
    /// </exception>
    /// <exception cref="ModelInputException">The input does not fit the schema. Nothing was recorded.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is that of another model or input, the ledger keeps no inputs, or it cannot be written. Roll the transaction back. Run it
    /// again if it is one of repeatable read or serializable, and another one has recorded the same key meanwhile.
    /// </exception>
    public static Task<LedgerEntry> EnqueueAsync(
        this IModelJobs jobs,
        DbTransaction transaction,
        string key,
        string modelId,
        JsonElement input,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return QueuedIn(transaction, jobs.Ledger, cancellationToken).PutAsync(jobs.IntentOf(key, modelId, input));
    }

    /// <inheritdoc cref="EnqueueAsync(IModelJobs, DbTransaction, string, string, JsonElement, CancellationToken)" />
    /// <typeparam name="TInput">What the model takes.</typeparam>
    /// <typeparam name="TOutput">What it makes.</typeparam>
    /// <param name="jobs">The jobs, whose ledger is a <see cref="DurableJobLedger"/>.</param>
    /// <param name="transaction">A transaction in the database, or the SQLite file, of the ledger.</param>
    /// <param name="key">The caller's name for the job, such as the number of an order: one key, one job.</param>
    /// <param name="model">The model, such as <c>client.Kling.Kling3_0.Pro.TextToVideo</c>.</param>
    /// <param name="input">
    /// Its input. A file whose content is sent with it is copied to <see cref="JobLedgerOptions.InputFolder"/>, which each process that may
    /// submit the job has to have. The copy stays if the transaction is rolled back, until the key is recorded again and its job accepted.
    /// It is the folder of the ledger of the model's client: give that client and the jobs the same ledger.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; roll the transaction back then.</param>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing was recorded.
    /// </exception>
    /// <exception cref="ModelLedgerException">
    /// As without a type; or the ledger keeps no files of inputs, or the input has a file, and the model's client has another ledger.
    /// </exception>
    public static async Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs,
        DbTransaction transaction,
        string key,
        ModelEndpoint<TInput, TOutput> model,
        TInput input,
        CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(model);
        var job = QueuedIn(transaction, jobs.Ledger, cancellationToken);
        var kept = await model.KeepInputAsync(key, input, jobs.Ledger, cancellationToken).ConfigureAwait(false);
        return await job.PutAsync(jobs.IntentOf(key, model.ModelId, kept)).ConfigureAwait(false);
    }

    private static QueuedJob QueuedIn(DbTransaction transaction, JobLedger ledger, CancellationToken cancellationToken)
    {
        var durable = ledger as DurableJobLedger ?? throw new ArgumentException(
            $"The ledger of these jobs is a {ledger.GetType().Name}, which has no transactions. Use one of SchemaSdk.Sqlite or "
            + "SchemaSdk.PostgreSql.",
            nameof(ledger));
        durable.Check(transaction);
        return new(
            durable,
            entry => durable.BeginAsync(entry, transaction, cancellationToken),
            entry => durable.RecordAsync(entry, transaction, cancellationToken));
    }
}
