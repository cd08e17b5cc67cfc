using Npgsql;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Writing;

namespace SchemaSdk.PostgreSql;

/// <content>Lines in transactions of callers.</content>
public sealed partial class PostgreSqlJobLedger
{
    /// <summary>
    /// Puts down the first line of a job in a transaction of the caller, unless its key is known: the job is there if the transaction is
    /// committed, with all else that it did, and else it is not.
    /// </summary>
    /// <param name="intent">The job, as <see cref="JobLedger.IntentOf"/> makes it.</param>
    /// <param name="transaction">A transaction in the database of this ledger.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction is to be rolled back then.</param>
    /// <returns>Null if the line was put down; else the job that has the key, which stays as it was.</returns>
    /// <exception cref="ArgumentException">A value of the job cannot be kept, or the transaction has ended.</exception>
    /// <exception cref="ModelLedgerException">It cannot be put down. The transaction is to be rolled back.</exception>
    public async ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, NpgsqlTransaction transaction, CancellationToken cancellationToken = default)
    {
        Lines.Check(intent, isFirst: true);
        CheckOpen(transaction);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var (connection, call) = (ConnectionOf(transaction), new BeginCall(intent));
        try
        {
            await _beginner.PutAsync(connection, call, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw _database.Failed(exception, connection);
        }

        return await call.Task.ConfigureAwait(false);
    }

    /// <summary>Puts down a later line of a job in a transaction of the caller. It is not one that says that the job is sent.</summary>
    internal async Task RecordAsync(LedgerEntry entry, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        Lines.Check(entry, isFirst: false);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var connection = ConnectionOf(transaction);
        try
        {
            var put = await _update.RunAsync(connection, [new RecordCall(entry)], patience: null, cancellationToken)
                .ConfigureAwait(false);
            if (put.Count == 0)
            {
                var known = await _rows.BareAsync(connection, [entry.Key], cancellationToken).ConfigureAwait(false);
                throw Refusals.Of(entry, known.TryGetValue(entry.Key, out var row) ? row.Entry : null, Owner, _database.Words);
            }
        }
        catch (NpgsqlException exception)
        {
            throw _database.Failed(exception, connection);
        }
    }

    /// <summary>Refuses a transaction that has ended, on whose connection a line would be committed at once.</summary>
    /// <exception cref="ArgumentException">It has ended.</exception>
    internal static void CheckOpen(NpgsqlTransaction transaction) => _ = ConnectionOf(transaction);

    private static NpgsqlConnection ConnectionOf(NpgsqlTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        try
        {
            // One that was committed or rolled back keeps its connection until it is disposed of; only its other members refuse then.
            _ = transaction.IsolationLevel;
            return transaction.Connection ?? throw new InvalidOperationException("It has no connection.");
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException("The transaction has ended. Begin another one.", nameof(transaction), exception);
        }
    }
}
