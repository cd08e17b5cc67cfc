namespace SchemaSdk.PostgreSql;

/// <summary>Runs statements in a PostgreSQL database, and retries them while the database is unreachable.</summary>
internal sealed class PostgreSqlStore : SqlStore, IAsyncDisposable
{
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
        // The first statement of the batch only changes settings, so its result is dropped.
        var made = await RunAsync(
            (connection, cancel) => new PostgreSqlSession(connection).RunAsync([Patient(patience), .. statements], cancel),
            cancellationToken, limit).ConfigureAwait(false);
        return made[1..];
    }

    internal override Task<T> TransactAsync<T>(
        Func<SqlSession, Task<T>> action, Patience patience, CancellationToken cancellationToken = default) => RunAsync(
        async (connection, _) =>
        {
            var cancel = CancellationToken.None;
            var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel)
                .ConfigureAwait(false);
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
            // The caller's session may have turned off synchronous commits.
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
    // action: must be safe to run again, even if an earlier run was committed.
    // limit: the timeout of one attempt; null for none. An attempt that timed out may still be committed.
    internal async Task<T> RunAsync<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken,
        TimeSpan? limit = null, bool isOnce = false)
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
                if ((exception is TimeoutException && !isOnce) || exception is PostgresException { SqlState: "25006" })
                {
                    ClearPool();
                }

                if (isOnce || !IsOfConnection(exception) || _time.GetElapsedTime(begun) >= (limit < _retryTime ? limit : _retryTime))
                {
                    throw Failed(exception);
                }
            }

            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a connection that does not take part in the caller's transaction scope.</summary>
    internal async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // A rollback of the caller's scope would lose entries, so their jobs would be paid for again.
        using var outside = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the idle connections, because the server may have vanished without closing them, or may now be a standby.</summary>
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
            // Does not wait: the attempt may hang, and so may the connection through which the driver cancels it.
            Background.Leave(stop.CancelAsync());
            Background.Leave(attempt);
            if (cancellationToken.IsCancellationRequested)
            {
                // The ledger is stopping, and ends its lease next. The attempt must not renew the lease after that.
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

    private static Statement Patient(Patience patience) => new($"select set_config('lock_timeout', $1, true), {PostgreSqlDialect.Durable}",
        FormattableString.Invariant($"{(long)patience.Time.TotalMilliseconds}ms"));

    // Excludes connection failures, which affect every call. Includes deadlocks (40P01) and serialization failures (40001) of single rows.
    internal override bool MayBeOfOne(Exception failure) => failure switch
    {
        ModelLedgerException { InnerException: PostgresException refused } =>
            refused.SqlState is "40001" or "40P01" || !IsOfConnection(refused),

        // The database row of a single job has a value that cannot be read.
        ModelLedgerException { InnerException: not NpgsqlException, Key: not null } => true,

        // The database driver could not write or read a value of one call.
        ArgumentException or InvalidCastException or OverflowException => true,
        _ => false,
    };

    internal override bool IsOfLock(Exception failure) => failure is ModelLedgerException && IsLate(failure.InnerException);

    // An IOException that is not inside an NpgsqlException concerns a file, not the connection.
    internal override bool IsAway(Exception failure) =>
        failure is ModelLedgerException { InnerException: { } cause and not IOException } && IsOfConnection(cause);

    internal override bool IsOfSameRequest(Exception failure) => failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation,
        ConstraintName: LedgerTables.OneRequest,
    };

    // True if a retry may succeed. 08: connection; 53: too few resources; 57P: the server stops, starts or has ended the session;
    // 40001: serialization failure; 40P01: deadlock; 25006: a standby.
    private static bool IsOfConnection(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } =>
            state is "40001" or "40P01" or "25006" || state[..2] is "08" or "53" || state[..3] is "57P",
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        ObjectDisposedException { ObjectName: "NpgsqlConnection" } => true,
        _ => false,
    };

    // 57014, 25P03, 25P04: cancelled by a timeout or by a person. A cancellation by the caller never gets here.
    private static bool IsLate(Exception? exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or "57014" or "25P03" or "25P04" };

    // True if a retry is useless. 0A: not supported; 22, 23: invalid values; 28, 42: permissions, unexpected tables; 3D, 3F: no database or
    // schema; 54: a limit; XX001, XX002: damage. Not XX000, because poolers use it for temporary failures.
    private static bool IsLasting(Exception exception) => exception is PostgresException { SqlState: var state }
        && (state is "XX001" or "XX002" || state[..2] is "0A" or "22" or "23" or "28" or "3D" or "3F" or "42" or "54");

    private ModelLedgerException Failed(Exception exception, NpgsqlConnection? callers = null)
    {
        var again = callers is null ? "Then repeat the call." : "Then roll back your own transaction, and run it again.";
        var (what, advice) = exception switch
        {
            PostgresException { SqlState: "28P01" or "28000" } =>
                ("could not be opened", "Correct the user or password in the connection string, or the server's pg_hba.conf."),
            PostgresException { SqlState: "3D000" } =>
                ("could not be opened", "Create the database, or name another one in the connection string."),
            PostgresException { SqlState: "42501" } =>
                ("could not be used", "Grant access to the schema, its tables and its sequence to the user in the connection string."),
            PostgresException { SqlState: "42P01" or "3F000" or "42883" or "42703" } =>
                ("lacks the right tables", "Run PostgreSqlJobLedger.MigrateAsync."),
            _ when IsLate(exception) => ("timed out",
                "Find the transaction that is locking the ledger's rows, or raise the timeout that is too short: statement_timeout, "
                + $"transaction_timeout or idle_in_transaction_session_timeout. {again}"),
            PostgresException { SqlState: var state } => ($"refused a statement ({state})", "See the server's log for details."),
            TimeoutException => ("timed out",
                $"Check whether the database is running, and whether another transaction is locking the ledger's rows. {again}"),
            { InnerException: TimeoutException } when callers is not null => (
                $"did not answer within the command timeout of the transaction's connection ({callers.CommandTimeout} s)",
                $"Find the other transaction that is locking the ledger's rows. {again}"),
            _ => ("could not be reached", $"Check whether the database is running and reachable from here. {again}"),
        };
        var cause = ErrorText.Ended(exception is PostgresException { MessageText: var text } ? text : exception.Message);
        return new($"The ledger {Words} {what}: {cause} {advice}", exception) { IsLasting = IsLasting(exception) };
    }
}
