using System.Data.Common;
using System.Transactions;
using IsolationLevel = System.Data.IsolationLevel;

namespace SchemaSdk.PostgreSql;

/// <summary>A PostgreSQL database. Calls are retried while it is unreachable.</summary>
internal sealed partial class PostgreSqlStore : SqlStore, IAsyncDisposable
{
    private const string Prologue = $"select set_config('lock_timeout', $1, true), {PostgreSqlDialect.Durable}";

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
    private readonly bool _isOwn;
    private readonly TimeSpan _retryTime;
    private readonly TimeProvider _time;

    internal PostgreSqlStore(NpgsqlDataSource source, bool isOwn, PostgreSqlLedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        options.Check();
        (_source, _isOwn, _retryTime, _time) = (source, isOwn, options.RetryTime, options.Ledger.TimeProvider);
        Dialect = new PostgreSqlDialect(options.Schema);
        var parts = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Words = $"in PostgreSQL ({parts.Host}:{parts.Port}, database {parts.Database ?? parts.Username}, schema {options.Schema})";
    }

    internal override SqlDialect Dialect { get; }

    internal override string Words { get; }

    internal override async Task<long?[]> WriteAsync(
        IReadOnlyList<Statement> statements, Patience patience, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        // A batch is one transaction. The first result belongs to the statement that Patient returns.
        var made = await RunAsync(
            (connection, cancel) => new PostgreSqlSession(connection).RunAsync([Patient(patience), .. statements], cancel),
            cancellationToken,
            limit).ConfigureAwait(false);
        return made[1..];
    }

    internal override Task<T> TransactAsync<T>(
        Func<SqlSession, Task<T>> action, Patience patience, CancellationToken cancellationToken = default) => RunAsync(
        async (connection, _) =>
        {
            var cancel = CancellationToken.None;
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var session = new PostgreSqlSession(connection);
                await session.RunAsync([Patient(patience)], cancel).ConfigureAwait(false);
                var result = await action(session).ConfigureAwait(false);
                await transaction.CommitAsync(cancel).ConfigureAwait(false);
                return result;
            }
        },
        cancellationToken);

    internal override Task<List<T>> ReadAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default) => RunAsync(
        (connection, cancel) => new PostgreSqlSession(connection).QueryAsync(statement, read, cancel), cancellationToken);

    /// <summary>Runs an action in the caller's transaction, whose commit notifies the workers.</summary>
    internal async Task<T> InAsync<T>(
        NpgsqlConnection connection, string channel, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken)
    {
        var session = new PostgreSqlSession(connection);
        try
        {
            // The commit must survive a power loss, whatever the session has set.
            await session.RunAsync(
                [new Statement($"select {PostgreSqlDialect.Durable}"), new Statement($"notify {channel}")], cancellationToken)
                .ConfigureAwait(false);
            return await action(session).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw Failed(exception, connection);
        }
    }

    /// <summary>Runs an action on a connection, and runs it again on another connection if the first is lost.</summary>
    // action: must be safe to run again after it was committed.
    // limit: the timeout of an attempt; null for none. An attempt that takes longer is abandoned, and may still succeed.
    // isOnce: true if the action is not retried.
    internal async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> action,
        CancellationToken cancellationToken,
        TimeSpan? limit = null,
        bool isOnce = false)
    {
        var begun = _time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(20); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await (limit is { } most ? WithinAsync(most, action, cancellationToken) : OnceAsync(action, cancellationToken))
                    .ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOfConnection(exception) || exception is NpgsqlException)
            {
                if ((exception is TimeoutException && !isOnce) || exception is PostgresException { SqlState: ReadOnly })
                {
                    ClearPool();
                }

                if (isOnce || !IsOfConnection(exception) || _time.GetElapsedTime(begun) >= _retryTime)
                {
                    throw Failed(exception);
                }
            }

            // Retries. The rows show whether the action was committed before the connection was lost.
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a connection that does not take part in the caller's transaction scope.</summary>
    internal async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // A rolled-back scope would undo entries that were reported as recorded, and their jobs would be paid for again.
        using var outside = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the idle connections, because the server may have disappeared without closing them, or may be a standby.</summary>
    internal void ClearPool() => _source.Clear();

    public ValueTask DisposeAsync() => _isOwn ? _source.DisposeAsync() : default;

    private async Task<T> WithinAsync<T>(
        TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        var stop = new CancellationTokenSource();
        var attempt = OnceAsync(action, stop.Token);
        try
        {
            await Background.WithinAsync(limit, _time, attempt.WaitAsync, cancellationToken).ConfigureAwait(false);
            return await attempt.ConfigureAwait(false);
        }
        finally
        {
            // Neither is awaited: before the driver breaks a hanging connection, it cancels the statement through one that may hang too.
            Background.Leave(stop.CancelAsync());
            Background.Leave(attempt);
            if (cancellationToken.IsCancellationRequested)
            {
                // A stopping ledger ends its lease next, and nothing of this attempt may happen after that.
                await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<T> OnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await action(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Statement Patient(Patience patience) => new(
        Prologue, FormattableString.Invariant($"{(long)patience.Time.TotalMilliseconds}ms"));
}
