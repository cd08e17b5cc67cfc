using System.Data.Common;

namespace SchemaSdk.PostgreSql;

/// <summary>
/// A ledger in PostgreSQL, for the processes of many machines. A line is committed before the step that it reports is taken.
/// </summary>
/// <remarks>
/// <para>
/// A process leases the jobs that it works on. If it gives no sign of life for the lease time, others take them up, and the database
/// refuses what it writes of them later. A job that it was sending is <see cref="LedgerState.Unknown"/> then.
/// </para>
/// <para>A database that is away only delays, for <see cref="LedgerStoreOptions.RetryTime"/>. Calls share few connections.</para>
/// </remarks>
public sealed class PostgreSqlJobLedger : DurableJobLedger
{
    private readonly PostgreSqlStore _store;
    private readonly string _channel;
    private readonly SchemaGate _gate;
    private readonly WorkListener _listener;

    /// <summary>Uses a database. Nothing is done until the first call.</summary>
    /// <param name="connectionString">
    /// The connection string of Npgsql, such as <c>Host=db;Database=app;Username=app</c>. Behind a pooler that keeps no prepared
    /// statements, add <c>Max Auto Prepare=0</c>.
    /// </param>
    /// <param name="options">How the database is used; null: the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="connectionString"/> cannot be read, or a value of the options is outside of its range.
    /// </exception>
    public PostgreSqlJobLedger(string connectionString, PostgreSqlLedgerOptions? options = null)
        : this(new PostgreSqlStore(ConnectionStrings.SourceOf(connectionString), isOwn: true, options ??= new()), options)
    {
    }

    /// <summary>Uses a database by connections of the application. Nothing is done until the first call.</summary>
    /// <param name="dataSource">
    /// The source of the connections, which the caller disposes of after the ledger. One that a slim builder made needs
    /// <c>EnableArrays</c>. With <c>Max Auto Prepare=30</c>, each statement is planned once.
    /// </param>
    /// <param name="options">How the database is used; null: the defaults.</param>
    /// <exception cref="ArgumentException">A value of the options is outside of its range.</exception>
    public PostgreSqlJobLedger(NpgsqlDataSource dataSource, PostgreSqlLedgerOptions? options = null)
        : this(new PostgreSqlStore(dataSource, isOwn: false, options ??= new()), options)
    {
    }

    private PostgreSqlJobLedger(PostgreSqlStore store, PostgreSqlLedgerOptions options)
        : base(store, options, lanes: 2)
    {
        (_store, _channel) = (store, $"{options.Schema}_jobs");
        _gate = new SchemaGate(store, options);
        _listener = new WorkListener(store, _channel, Work, options.PollInterval, Options.TimeProvider);
    }

    /// <summary>
    /// The reason why notifications of new work do not come; else that why the lease of this process was not renewed the last time; else
    /// <see cref="DurableJobLedger.RetentionFailure"/>; else the reason why a job could not be read that was to be handed to a worker, or
    /// listed.
    /// </summary>
    public override ModelLedgerException? UpkeepFailure => _listener.Failure ?? base.UpkeepFailure;

    /// <inheritdoc cref="DurableJobLedger.BeginAsync(LedgerEntry, DbTransaction, CancellationToken)" />
    public ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, NpgsqlTransaction transaction, CancellationToken cancellationToken = default) =>
        BeginAsync(intent, (DbTransaction)transaction, cancellationToken);

    /// <summary>Gives the statements that make the tables, for those who run them by hand. They can be run again.</summary>
    /// <param name="schema">The schema of the database that holds the tables.</param>
    /// <exception cref="ArgumentException"><paramref name="schema"/> cannot be the name of a schema here.</exception>
    public static string ScriptOf(string schema = "schemasdk")
    {
        PostgreSqlLedgerOptions.CheckSchema(schema);
        return SchemaGate.Script(schema);
    }

    /// <summary>Makes the tables, or brings those of an earlier version up to date. Many processes may call it at once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The tables are of a later version, or the database cannot be reached or written.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) =>
        _gate.OpenAsync(mayMigrate: true, cancellationToken).AsTask();

    /// <summary>
    /// Waits until the database notifies this process of new work, and at most for <see cref="PostgreSqlLedgerOptions.PollInterval"/>. It
    /// may end early.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default)
    {
        if (!IsDisposed)
        {
            _listener.Begin();
        }

        return base.WaitForWorkAsync(cancellationToken);
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
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken) =>
        _store.InAsync(ConnectionOf(transaction), _channel, action, cancellationToken);

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
