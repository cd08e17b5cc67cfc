namespace SchemaSdk.PostgreSql;

/// <summary>A ledger in PostgreSQL, for processes on many machines. Each step is committed before the client takes it.</summary>
/// <remarks>
/// Processes lease their jobs, as <see cref="DurableJobLedger"/> says. If the database is unreachable, calls wait up to
/// <see cref="LedgerStoreOptions.RetryTime"/>. Calls share a few connections, except for lists, reads of states and reads by request id.
/// </remarks>
public sealed class PostgreSqlJobLedger : DurableJobLedger
{
    private readonly PostgreSqlStore _store;
    private readonly string _channel;
    private readonly SchemaGate _gate;
    private readonly WorkListener _listener;

    /// <summary>Creates a ledger. It connects to the database on the first call.</summary>
    /// <param name="connectionString">
    /// The Npgsql connection string, such as <c>Host=db;Database=app;Username=app</c>. Behind a pooler without support for prepared
    /// statements, add <c>Max Auto Prepare=0</c>.
    /// </param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> cannot be read, or an option is out of range.</exception>
    public PostgreSqlJobLedger(string connectionString, PostgreSqlLedgerOptions? options = null)
        : this(new PostgreSqlStore(ConnectionStrings.SourceOf(connectionString), isOwn: true, options ??= new()), options)
    {
    }

    /// <summary>Creates a ledger on the application's data source. It connects to the database on the first call.</summary>
    /// <param name="dataSource">
    /// The source of the connections. The caller disposes of it after the ledger. If a slim builder creates it, call <c>EnableArrays</c> on
    /// that builder. With <c>Max Auto Prepare=50</c>, each statement is planned once per connection.
    /// </param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PostgreSqlJobLedger(NpgsqlDataSource dataSource, PostgreSqlLedgerOptions? options = null)
        : this(new PostgreSqlStore(dataSource, isOwn: false, options ??= new()), options)
    {
    }

    private PostgreSqlJobLedger(PostgreSqlStore store, PostgreSqlLedgerOptions options) : base(store, options, lanes: 2)
    {
        (_store, _channel) = (store, $"{options.Schema}_jobs");
        _gate = new SchemaGate(store, options);
        _listener = new WorkListener(store, _channel, Work, options.PollInterval, Options.TimeProvider);
    }

    /// <summary>
    /// An unresolved failure of the ledger's upkeep, or null. The upkeep receives notifications of new work, renews this
    /// process's lease, looks up this process's jobs, and removes old jobs. A job that cannot be read for a worker or for a list is also
    /// such a failure.
    /// </summary>
    public override ModelLedgerException? UpkeepFailure => _listener.Failure ?? base.UpkeepFailure;

    /// <inheritdoc cref="DurableJobLedger.BeginAsync(LedgerEntry, DbTransaction, CancellationToken)" />
    public ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, NpgsqlTransaction transaction, CancellationToken cancellationToken = default) =>
        BeginAsync(intent, (DbTransaction)transaction, cancellationToken);

    /// <summary>Returns the SQL script that creates the tables, to run by hand. Running it again has no effect.</summary>
    /// <param name="schema">The database schema for the tables.</param>
    /// <exception cref="ArgumentException"><paramref name="schema"/> is not an allowed name.</exception>
    public static string ScriptOf(string schema = "schemasdk")
    {
        PostgreSqlLedgerOptions.CheckSchema(schema);
        return SchemaGate.Script(schema);
    }

    /// <summary>Creates the tables, or upgrades an earlier version's tables. Many processes may call it at the same time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The tables are of a later version, or the database cannot be reached or written.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) => _gate.OpenAsync(isMigration: true, cancellationToken);

    /// <summary>Waits for new work, for at most <see cref="PostgreSqlLedgerOptions.PollInterval"/>. The wait may end early.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default)
    {
        var waiting = base.WaitForWorkAsync(cancellationToken);   // throws if the ledger is disposed
        _listener.Begin();
        return waiting;
    }

    internal override ValueTask OpenAsync(CancellationToken cancellationToken) => _gate.PassAsync(cancellationToken);

    internal override void Ring(bool isWork)
    {
        base.Ring(isWork);
        if (isWork)
        {
            _listener.Notify();
        }
    }

    internal override async ValueTask CloseAsync()
    {
        await _listener.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }

    internal override void Check(DbTransaction transaction) => _ = ConnectionOf(transaction);

    internal override Task<T> InAsync<T>(
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken) => _store.InAsync(
        ConnectionOf(transaction), _channel, async session =>
        {
            await CheckAsync(session, transaction, cancellationToken).ConfigureAwait(false);
            return await action(session).ConfigureAwait(false);
        }, cancellationToken);

    private async Task CheckAsync(SqlSession session, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var (given, missing) = ((string?)null, (PostgresException?)null);
        try
        {
            given = (await session.QueryAsync(_gate.Identity, Read, cancellationToken).ConfigureAwait(false))[0];
            if (given == _gate.Database)
            {
                return;
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            missing = exception;
        }

        // Looks up the identity again, because the ledger's database may have been restored from a copy.
        var own = (await _store.ReadAsync(_gate.Identity, Read, cancellationToken).ConfigureAwait(false))[0];
        _gate.Database = own;
        if (given != own)
        {
            var other = ConnectionOf(transaction);
            throw new ArgumentException(
                $"The transaction belongs to another database ({other.Host}:{other.Port}, database {other.Database}). "
                + $"The ledger is {_store.Words}. Roll the transaction back, and begin one on a connection to the ledger's database.",
                nameof(transaction), missing);
        }

        static string Read(DbDataReader reader) => reader.GetString(0);
    }

    private static NpgsqlConnection ConnectionOf(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var given = transaction as NpgsqlTransaction ?? throw new ArgumentException(
            $"The transaction is a {transaction.GetType().Name}. Use an NpgsqlTransaction on the ledger's database.", nameof(transaction));
        try
        {
            // IsolationLevel throws once the transaction has ended, whereas Connection becomes null only when it is disposed.
            _ = given.IsolationLevel;
            return given.Connection ?? throw new InvalidOperationException("It has no connection.");
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException("The transaction has ended. Begin another one.", nameof(transaction), exception);
        }
    }
}
