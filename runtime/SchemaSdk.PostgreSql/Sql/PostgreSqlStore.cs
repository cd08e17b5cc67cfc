using System.Data.Common;
using SchemaSdk.Durable.Calls;
using SchemaSdk.Durable.Tables;

namespace SchemaSdk.PostgreSql.Sql;

/// <summary>A database of PostgreSQL.</summary>
internal sealed class PostgreSqlStore(Database database, string schema) : SqlStore
{
    private const string Prologue = $"select set_config('lock_timeout', $1, true), {PostgreSqlDialect.Durable}";

    internal override SqlDialect Dialect { get; } = new PostgreSqlDialect(schema);

    internal override string Words => $"in PostgreSQL ({database.Words})";

    internal override Task<long?[]> WriteAsync(
        IReadOnlyList<Statement> statements, Patience patience, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        // Those of a batch are one transaction. The row of the prologue is left out.
        async Task<long?[]> RunAsync(NpgsqlConnection connection, CancellationToken cancel) =>
            await new PostgreSqlSession(connection).RunAsync([Patient(patience), .. statements], cancel).ConfigureAwait(false);

        return OthersAsync(limit is { } time
            ? database.RunAsync(time, RunAsync, cancellationToken)
            : database.RunAsync(RunAsync, cancellationToken));
    }

    internal override Task<T> TransactAsync<T>(
        Func<SqlSession, CancellationToken, Task<T>> action, Patience patience, CancellationToken cancellationToken = default) =>
        database.RunAsync(
            async (connection, _) =>
            {
                var cancel = CancellationToken.None;
                var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    var session = new PostgreSqlSession(connection);
                    await session.RunAsync([Patient(patience)], cancel).ConfigureAwait(false);
                    var result = await action(session, cancel).ConfigureAwait(false);
                    await transaction.CommitAsync(cancel).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken);

    internal override Task<List<T>> ReadAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) => database.RunAsync(
        (connection, cancel) => new PostgreSqlSession(connection).QueryAsync(statement, read, cancel), cancellationToken);

    internal override bool MayBeOfOne(Exception failure) => Database.MayBeOfOne(failure);

    internal override bool IsOfLock(Exception failure) => failure is ModelLedgerException late && Database.IsOfLock(late);

    internal override bool IsAway(Exception failure) => failure is ModelLedgerException away && Database.IsAway(away);

    internal override bool IsOfSameRequest(Exception failure) => failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation,
        ConstraintName: LedgerTables.OneRequest,
    };

    private static Statement Patient(Patience patience) => new(
        Prologue, SqlValue.Of(string.Create(CultureInfo.InvariantCulture, $"{(long)patience.Time.TotalMilliseconds}ms")));

    private static async Task<long?[]> OthersAsync(Task<long?[]> running) => (await running.ConfigureAwait(false))[1..];
}
