using System.Data.Common;
using SchemaSdk.Durable;
using SchemaSdk.PostgreSql.Sql;

namespace SchemaSdk.PostgreSql;

/// <content>Lines in transactions of callers.</content>
public sealed partial class PostgreSqlJobLedger
{
    /// <inheritdoc cref="DurableJobLedger.BeginAsync(LedgerEntry, DbTransaction, CancellationToken)" />
    public ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, NpgsqlTransaction transaction, CancellationToken cancellationToken = default) =>
        BeginAsync(intent, (DbTransaction)transaction, cancellationToken);

    internal override void Check(DbTransaction transaction) => _ = ConnectionOf(transaction);

    internal override async Task<T> InAsync<T>(
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken)
    {
        var connection = ConnectionOf(transaction);
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

    private static NpgsqlConnection ConnectionOf(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var given = transaction as NpgsqlTransaction ?? throw new ArgumentException(
            $"The transaction is a {transaction.GetType().Name}. Give one of Npgsql, in the database of the ledger.", nameof(transaction));
        try
        {
            // One that was committed or rolled back keeps its connection until it is disposed of; only its other members refuse then.
            _ = given.IsolationLevel;
            return given.Connection ?? throw new InvalidOperationException("It has no connection.");
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException("The transaction has ended. Begin another one.", nameof(transaction), exception);
        }
    }
}
