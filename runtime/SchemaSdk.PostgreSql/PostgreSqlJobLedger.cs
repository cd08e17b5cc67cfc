using System.Text.Json;

namespace SchemaSdk.PostgreSql;

/// <summary>A ledger in PostgreSQL, for the processes of many machines. Each step is committed before the client takes it.</summary>
/// <remarks>
/// Processes lease their jobs, as <see cref="DurableJobLedger"/> says. If the database is unreachable, calls wait up to
/// <see cref="LedgerStoreOptions.RetryTime"/>. All calls share a few connections.
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
    /// The source of the connections. The caller disposes of it after the ledger. A slim builder needs <c>EnableArrays</c>. With <c>Max
    /// Auto Prepare=30</c>, each statement is planned once per connection.
    /// </param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
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
    /// The first of the following that exists: the failure to receive notifications of new work, the failure of the last renewal of the
    /// lease, <see cref="DurableJobLedger.RetentionFailure"/>, and the failure to read a job for a worker or a list. Null if none exists.
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

    /// <summary>Creates the tables, or upgrades those of an earlier version. Many processes may call it at the same time.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The tables are of a later version, or the database cannot be reached or written.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) =>
        _gate.OpenAsync(mayMigrate: true, cancellationToken).AsTask();

    /// <summary>
    /// Waits until the database notifies this process of new work, or <see cref="PostgreSqlLedgerOptions.PollInterval"/>. May return early.
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
            $"The transaction is a {transaction.GetType().Name}. Use one of Npgsql, in the database of the ledger.", nameof(transaction));
        try
        {
            // This property throws if the transaction is completed. Until it is disposed, a completed transaction still has its connection.
            _ = given.IsolationLevel;
            return given.Connection ?? throw new InvalidOperationException("It has no connection.");
        }
        catch (InvalidOperationException exception)
        {
            throw new ArgumentException("The transaction has ended. Begin another one.", nameof(transaction), exception);
        }
    }
}

/// <summary>Enqueues jobs in the caller's transactions.</summary>
public static class PostgreSqlModelJobsExtensions
{
    /// <inheritdoc cref="ModelJobsExtensions.EnqueueAsync(IModelJobs, DbTransaction, string, string, JsonElement, CancellationToken)" />
    public static Task<LedgerEntry> EnqueueAsync(
        this IModelJobs jobs, NpgsqlTransaction transaction, string key, string modelId, JsonElement input,
        CancellationToken cancellationToken = default) =>
        jobs.EnqueueAsync((DbTransaction)transaction, key, modelId, input, cancellationToken);

    /// <inheritdoc cref="ModelJobsExtensions.EnqueueAsync{TInput, TOutput}(
    /// IModelJobs, DbTransaction, string, ModelEndpoint{TInput, TOutput}, TInput, CancellationToken)" />
    public static Task<LedgerEntry> EnqueueAsync<TInput, TOutput>(
        this IModelJobs jobs, NpgsqlTransaction transaction, string key, ModelEndpoint<TInput, TOutput> model, TInput input,
        CancellationToken cancellationToken = default)
        where TInput : IModelValue<TInput> =>
        jobs.EnqueueAsync((DbTransaction)transaction, key, model, input, cancellationToken);
}

/// <summary>Settings of a <see cref="PostgreSqlJobLedger"/>. All processes that share a database use the same settings.</summary>
public sealed record PostgreSqlLedgerOptions : LedgerStoreOptions
{
    // The list of reserved words in PostgreSQL 18: the categories R and T of pg_get_keywords().
    private static readonly HashSet<string> ReservedWords = [.. """
        all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
        column concurrently constraint create cross current_catalog current_date current_role current_schema
        current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
        foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
        leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
        placing primary references returning right select session_user similar some symmetric system_user table
        tablesample then to trailing true union unique user using variadic verbose when where window with
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>
    /// The database schema for the tables: 1 to 40 lower-case letters, digits and underscores. It must not start with a digit or
    /// <c>pg_</c>, and must not be a reserved word of PostgreSQL, such as <c>user</c>. Default: <c>schemasdk</c>.
    /// </summary>
    public string Schema { get; init; } = "schemasdk";

    /// <summary>
    /// Whether to create the tables, or upgrade those of an earlier version, before the first use. If false, run the script of
    /// <see cref="PostgreSqlJobLedger.ScriptOf"/> yourself. Default: true.
    /// </summary>
    public bool MigratesSchema { get; init; } = true;

    /// <summary>
    /// Whether to reject a server with <c>fsync=off</c>. In a power loss, such a server may lose committed entries, so their jobs would
    /// be submitted and paid for again. Set it to false for test databases, which often run this way. Default: true.
    /// </summary>
    public bool RequiresFsync { get; init; } = true;

    /// <summary>How long <see cref="JobLedger.WaitForWorkAsync"/> waits for a notification, 1 ms to 1 day. Default: 5 seconds.</summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    internal override void Check()
    {
        CheckSchema(Schema);
        base.Check();
    }

    internal static void CheckSchema(string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (schema.Length is 0 or > 40 || char.IsAsciiDigit(schema[0])
            || !schema.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_'))
        {
            throw new ArgumentException(
                $"The schema \"{schema}\" is not valid. Use 1 to 40 lower-case letters, digits and underscores, without a digit first.",
                nameof(schema));
        }

        if (schema.StartsWith("pg_", StringComparison.Ordinal) || ReservedWords.Contains(schema))
        {
            throw new ArgumentException(
                $"PostgreSQL reserves the name \"{schema}\". Use another one, such as \"{schema}_jobs\".", nameof(schema));
        }
    }
}
