using System.Text.Json;
using Npgsql;

namespace SchemaSdk.PostgreSql;

/// <summary>Puts jobs down in transactions of their callers.</summary>
public static class PostgreSqlModelJobsExtensions
{
    // A ledger that lets nobody through is broken.
    private const int MostTries = 5;

    /// <summary>
    /// Puts a job down for a worker in a transaction: what else the transaction writes and the job, both or neither. Workers get the job
    /// once the transaction is committed. Of two transactions with one key, the second waits for the end of the first, as long as the
    /// command timeout of its connection allows (30 s with Npgsql, unless set).
    /// </summary>
    /// <param name="jobs">The jobs of the host, whose ledger is a <see cref="PostgreSqlJobLedger"/>.</param>
    /// <param name="transaction">A transaction in the database of the ledger.</param>
    /// <param name="key">The caller's name for the job, such as the number of an order: one key, one job.</param>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction is to be rolled back then.</param>
    /// <returns>
    /// The job: a new one, or that which has the key already, whatever its state. One that was refused is put down again.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// An argument cannot be used, the transaction has ended, or the ledger is not a <see cref="PostgreSqlJobLedger"/>.
    /// </exception>
    /// <exception cref="ModelInputException">The input does not fit the schema. Nothing was put down.</exception>
    /// <exception cref="ModelLedgerException">
    /// The key is that of another model or input, the ledger keeps no inputs, or it cannot be written. Roll the transaction back. Run it
    /// again if it is one of repeatable read or serializable, and another one has put the same key down meanwhile.
    /// </exception>
    public static Task<LedgerEntry> EnqueueAsync(
        this IModelJobs jobs,
        NpgsqlTransaction transaction,
        string key,
        string modelId,
        JsonElement input,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        return PutAsync(jobs, transaction, () => jobs.IntentOf(key, modelId, input), cancellationToken);
    }

    /// <summary>
    /// Puts a job down for a worker in a transaction: what else the transaction writes and the job, both or neither. Workers get the job
    /// once the transaction is committed. Of two transactions with one key, the second waits for the end of the first, as long as the
    /// command timeout of its connection allows (30 s with Npgsql, unless set).
    /// </summary>
    /// <typeparam name="TInput">What the model takes.</typeparam>
    /// <typeparam name="TOutput">What it makes.</typeparam>
    /// <param name="jobs">The jobs of the host, whose ledger is a <see cref="PostgreSqlJobLedger"/>.</param>
    /// <param name="transaction">A transaction in the database of the ledger.</param>
    /// <param name="key">The caller's name for the job, such as the number of an order: one key, one job.</param>
    /// <param name="model">The model, such as <c>client.Kling.Kling3_0.Pro.TextToVideo</c>.</param>
    /// <param name="input">
    /// Its input. A file whose content is sent with it is copied to <see cref="JobLedgerOptions.InputFolder"/>, which each process that may
    /// submit the job has to have. The copy stays if the transaction is rolled back, until the key is put down again and its job accepted.
    /// It is the folder of the ledger of the model's client: give that client and the jobs the same ledger.
    /// </param>
    /// <param name="cancellationToken">Ends the wait; the transaction is to be rolled back then.</param>
    /// <returns>The job: a new one, or that which has the key already.</returns>
    /// <exception cref="ArgumentException">
    /// An argument cannot be used, the transaction has ended, or the ledger is not a <see cref="PostgreSqlJobLedger"/>.
    /// </exception>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing was put down.
    /// </exception>
    /// <exception cref="ModelLedgerException">
    /// The key is that of another model or input, the ledger keeps no inputs, or no files of inputs, or it cannot be written; or the input
    /// has a file, and the model's client has another ledger. Roll the transaction back. Run it again if it is one of repeatable read or
    /// serializable, and another one has put the same key down meanwhile.
    /// </exception>
    public static Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs,
        NpgsqlTransaction transaction,
        string key,
        ModelEndpoint<TInput, TOutput> model,
        TInput input,
        CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput>
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(model);
        return KeepAsync();

        async Task<LedgerEntry> KeepAsync()
        {
            PostgreSqlJobLedger.CheckOpen(transaction);
            var kept = await model.KeepInputAsync(key, input, jobs.Ledger, cancellationToken).ConfigureAwait(false);
            return await PutAsync(jobs, transaction, () => jobs.IntentOf(key, model.ModelId, kept), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<LedgerEntry> PutAsync(
        IModelJobs jobs, NpgsqlTransaction transaction, Func<LedgerEntry> intentOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var ledger = jobs.Ledger as PostgreSqlJobLedger ?? throw new ArgumentException(
            $"The ledger of these jobs is a {jobs.Ledger.GetType().Name}, and a transaction needs a {nameof(PostgreSqlJobLedger)}.",
            nameof(jobs));
        var intent = intentOf();
        for (var tries = 1; ; tries++)
        {
            var known = await ledger.BeginAsync(intent, transaction, cancellationToken).ConfigureAwait(false);
            if (known is null)
            {
                return intent;
            }

            try
            {
                return await AgainAsync(ledger, transaction, intent, known, cancellationToken).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception) when (exception.IsConflict && tries < MostTries)
            {
                // Somebody else was quicker, and has perhaps put the same job down. No statement has failed, so that the transaction goes
                // on, and its next statement sees what the ledger has by now.
            }
        }
    }

    private static async Task<LedgerEntry> AgainAsync(
        PostgreSqlJobLedger ledger,
        NpgsqlTransaction transaction,
        LedgerEntry intent,
        LedgerEntry known,
        CancellationToken cancellationToken)
    {
        if (known.ModelId != intent.ModelId || known.InputHash != intent.InputHash)
        {
            throw new ModelLedgerException(
                $"The key '{intent.Key}' is that of another job of {known.ModelId}, whose input has the SHA-256 {known.InputHash}. Nothing "
                + "was put down. One key is for one input: give this one another.")
            {
                ModelId = intent.ModelId,
                Key = intent.Key,
                IsKeyTaken = true,
            };
        }

        // Whoever began it may have kept no inputs, and a worker needs one.
        var input = known.Input.IsEmpty ? intent.Input : default;
        if (known is { State: LedgerState.Intended, IsQueued: false })
        {
            // A caller put it down to submit it by itself, and may be gone. If it is not, only one of the two goes on.
            var left = known with { Input = default };
            known = await NextAsync(ledger, transaction, left, LedgerState.Refused, cancellationToken).ConfigureAwait(false);
        }

        if (known.State != LedgerState.Refused)
        {
            return ledger.Opened(known);
        }

        var queued = known with { IsQueued = true, Input = input };
        var again = await NextAsync(ledger, transaction, queued, LedgerState.Intended, cancellationToken).ConfigureAwait(false);
        return again with { Input = default };
    }

    private static async Task<LedgerEntry> NextAsync(
        PostgreSqlJobLedger ledger,
        NpgsqlTransaction transaction,
        LedgerEntry last,
        LedgerState state,
        CancellationToken cancellationToken)
    {
        var next = last with
        {
            State = state,
            Version = last.Version + 1,
            ChangedAt = ledger.Options.TimeProvider.GetUtcNow(),
            Refusal = null,
            RefusalReason = null,
            Result = default,
        };
        await ledger.RecordAsync(next, transaction, cancellationToken).ConfigureAwait(false);
        return next;
    }
}
