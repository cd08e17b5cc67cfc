using Npgsql;
using SchemaSdk.Durable.Sql;
using SchemaSdk.PostgreSql.Sql;

namespace SchemaSdk.PostgreSql;

/// <content>Lines in transactions of callers.</content>
public sealed partial class PostgreSqlJobLedger
{
    /// <summary>
    /// Records the first line of a job in a transaction of the caller, unless its key is known: the job is there if the transaction is
    /// committed, with all else that it did, and else it is not.
    /// </summary>
    /// <param name="intent">The job, as <see cref="JobLedger.IntentOf"/> makes it.</param>
    /// <param name="transaction">A transaction in the database of this ledger.</param>
    /// <param name="cancellationToken">Ends the wait; the transaction is to be rolled back then.</param>
    /// <returns>Null if the line was recorded; else the job that has the key, which stays as it was.</returns>
    /// <exception cref="ArgumentException">A value of the job cannot be kept, or the transaction has ended.</exception>
    /// <exception cref="ModelLedgerException">It cannot be recorded. The transaction is to be rolled back.</exception>
    public async ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, NpgsqlTransaction transaction, CancellationToken cancellationToken = default)
    {
        var connection = ConnectionOf(transaction);
        return await InAsync(connection, session => BeginAsync(intent, session, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Records a later line of a job in a transaction of the caller. It is not one that says that the job is sent.</summary>
    internal Task RecordAsync(LedgerEntry entry, NpgsqlTransaction transaction, CancellationToken cancellationToken) => InAsync(
        ConnectionOf(transaction),
        async session =>
        {
            await RecordAsync(entry, session, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Refuses a transaction that has ended, on whose connection a line would be committed at once.</summary>
    /// <exception cref="ArgumentException">It has ended.</exception>
    internal static void CheckOpen(NpgsqlTransaction transaction) => _ = ConnectionOf(transaction);

    private async Task<T> InAsync<T>(
        NpgsqlConnection connection, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Its commit has to outlive a loss of power, whatever the session has set. Workers hear of the job with the commit.
            var session = new PostgreSqlSession(connection);
            await session.RunAsync(
                [
                    new Statement($"select {PostgreSqlDialect.Durable}"),
                    new Statement("select pg_notify($1, '')", SqlValue.Of(_channel)),
                ],
                cancellationToken).ConfigureAwait(false);
            return await action(session).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw _database.Failed(exception, connection);
        }
    }

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
