using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using SchemaSdk.InFlight;
using SchemaSdk.PostgreSql.Budgets;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Leases;
using SchemaSdk.PostgreSql.Reading;
using SchemaSdk.PostgreSql.Retention;
using SchemaSdk.PostgreSql.Schema;
using SchemaSdk.PostgreSql.Writing;

namespace SchemaSdk.PostgreSql;

/// <summary>A ledger in PostgreSQL, for many processes at once. A line is committed before the step that it tells of is taken.</summary>
/// <remarks>
/// <para>
/// A process leases the jobs that it works on. If it gives no sign of life for the lease time, others take them up, and the database
/// refuses what it writes of them later. A job that it was sending is <see cref="LedgerState.Unknown"/> then.
/// </para>
/// <para>A database that is away only delays, for <see cref="PostgreSqlLedgerOptions.RetryTime"/>. Calls share few connections.</para>
/// </remarks>
public sealed partial class PostgreSqlJobLedger : JobLedger, IAsyncDisposable
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    // For a row that somebody else has locked, however short the time is for a database that is away.
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource? _own;
    private readonly Database _database;
    private readonly Database _farewell;
    private readonly SchemaGate _gate;
    private readonly LeaseKeeper _leases;
    private readonly Claimer _claimer;
    private readonly WorkSignal _signal;
    private readonly Finder _finder;
    private readonly JobRows _rows;
    private readonly LineUpdate _update;
    private readonly Beginner _beginner;
    private readonly Withdrawals _withdrawals;
    private readonly BudgetGate? _budgets;
    private readonly OldJobs _old;
    private readonly RetentionRounds _rounds;
    private readonly Crowd<FindCall> _finds;
    private readonly Crowd<BeginCall> _begins;
    private readonly Crowd<RecordCall> _records;
    private readonly Crowd<RecordCall> _budgeted;
    private readonly Crowd<ReleaseCall> _releases;
    private readonly Underway _claims = new();
    private volatile ModelLedgerException? _unlisted;
    private int _isLeaving;
    private volatile bool _isDisposed;

    /// <summary>Uses a database. Nothing is done until the first call.</summary>
    /// <param name="connectionString">The connection string of Npgsql, such as <c>Host=db;Database=app;Username=app</c>.</param>
    /// <param name="options">The way in which the database is used; null: the defaults.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="connectionString"/> cannot be read, or a value of the options is outside of its range.
    /// </exception>
    public PostgreSqlJobLedger(string connectionString, PostgreSqlLedgerOptions? options = null)
        : this(ConnectionStrings.SourceOf(connectionString), isOwn: true, options)
    {
    }

    /// <summary>Uses a database by connections of the application. Nothing is done until the first call.</summary>
    /// <param name="dataSource">
    /// The source of the connections, which the caller disposes of after the ledger. One that a slim builder made needs
    /// <c>EnableArrays</c>.
    /// </param>
    /// <param name="options">The way in which the database is used; null: the defaults.</param>
    /// <exception cref="ArgumentException">A value of the options is outside of its range.</exception>
    public PostgreSqlJobLedger(NpgsqlDataSource dataSource, PostgreSqlLedgerOptions? options = null)
        : this(dataSource, isOwn: false, options)
    {
    }

    private PostgreSqlJobLedger(NpgsqlDataSource source, bool isOwn, PostgreSqlLedgerOptions? options)
        : base((options ??= new PostgreSqlLedgerOptions()).Checked().Ledger)
    {
        ArgumentNullException.ThrowIfNull(source);
        _own = isOwn ? source : null;
        Owner = OwnerOf(options);
        var (schema, channel, time) = (options.Schema, $"{options.Schema}_jobs", Options.TimeProvider);
        _database = new Database(source, schema, options.RetryTime, time);
        _farewell = new Database(source, schema, options.RetryTime < LongestFarewell ? options.RetryTime : LongestFarewell, time);
        _gate = new SchemaGate(_database, schema, options.MigratesSchema, options.RequiresFsync, time);
        _leases = new LeaseKeeper(_database, schema, Owner, options.LeaseTime, time, ReleaseLeftAsync);
        var rows = _rows = new JobRows(schema);
        _update = new LineUpdate(schema, channel, _leases.Worker);
        _claimer = new Claimer(_database, rows, _leases, schema, channel);
        _signal = new WorkSignal(_database, channel, options.PollInterval, time);
        _finder = new Finder(_database, rows, schema);
        _beginner = new Beginner(_database, rows, schema, channel);
        _withdrawals = new Withdrawals(_farewell, schema, time);
        _budgets = options.Budgets.Count == 0 ? null : new BudgetGate(schema, options.Budgets);
        _old = new OldJobs(_database, schema, options.ContentsKeptFor, options.JobsKeptFor, RemoveCopiesAsync);
        _rounds = new RetentionRounds(!_old.IsNothing, TakeOutAsync, _database.Words, time);
        var recorder = new Recorder(_database, rows, _leases, _update, _budgets);
        var longest = options.RetryTime > LeastWait ? options.RetryTime : LeastWait;
        _finds = new(lanes: 2, most: 64, longest, time, _finder.TakeAsync);
        _begins = new(lanes: 2, most: 256, longest, time, _beginner.TakeAsync);
        _records = new(lanes: 2, most: 256, longest, time, recorder.TakeAsync);
        _budgeted = new(lanes: 1, most: 256, longest, time, recorder.TakeBudgetedAsync);
        _releases = new(lanes: 1, most: 512, longest, time, _claimer.ReleaseAsync);
    }

    /// <inheritdoc />
    public override string Owner { get; }

    /// <summary>True if it has budgets. Default: false.</summary>
    public override bool NeedsPrices => _budgets is not null;

    /// <summary>Gives the statements that make the tables, for those who run them by hand. They can be run again.</summary>
    /// <param name="schema">The schema of the database that holds the tables.</param>
    /// <exception cref="ArgumentException"><paramref name="schema"/> cannot be the name of a schema here.</exception>
    public static string ScriptOf(string schema = "schemasdk")
    {
        PostgreSqlLedgerOptions.CheckSchema(schema);
        return LedgerSchema.Script(schema);
    }

    /// <summary>Makes the tables, or brings those of an earlier version up to date. Many processes may call it at once.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The tables are of a later version, or the database cannot be reached or written.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) =>
        _gate.OpenAsync(mayMigrate: true, cancellationToken).AsTask();

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        if (!Lines.IsKey(key))
        {
            return null;
        }

        var call = new FindCall(key);
        _finds.Add(call);
        return await call.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        Lines.Check(intent, isFirst: true);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var call = new BeginCall(intent);
        _begins.Add(call);
        try
        {
            return await call.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!intent.IsQueued
            && (exception is OperationCanceledException || (exception is ModelLedgerException failure && Database.IsAway(failure))))
        {
            _withdrawals.Add(call, RefusedLine(intent, exception));
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="ModelBudgetException">The job was to be sent, and does not fit into a budget. It stays as it was.</exception>
    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        Lines.Check(entry, isFirst: false);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var call = new RecordCall(entry);
        if (entry.State == LedgerState.Sending)
        {
            await _leases.BeginAsync(cancellationToken).ConfigureAwait(false);
        }

        (entry.State == LedgerState.Sending && _budgets?.Covers(entry) == true ? _budgeted : _records).Add(call);
        await call.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Lists the jobs in the order in which they were begun. One whose row has a value that cannot be read, as one that was written by
    /// hand, is left out: <see cref="UpkeepFailure"/> names it, until a list of all jobs meets none, and a look for its key throws.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ListAllAsync(state: null, cancellationToken);

    /// <inheritdoc />
    public override IAsyncEnumerable<LedgerEntry> ListInStateAsync(LedgerState state, CancellationToken cancellationToken = default) =>
        ListAllAsync(state, cancellationToken);

    private async IAsyncEnumerable<LedgerEntry> ListAllAsync(
        LedgerState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        ModelLedgerException? first = null;
        for (long? after = 0; after is { } place;)
        {
            (var entries, var unread, after) = await _finder.PageAsync(place, state, cancellationToken).ConfigureAwait(false);
            _unlisted = (first ??= unread) ?? (after is null && state is null ? null : _unlisted);
            foreach (var entry in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
        }
    }

    private static string OwnerOf(PostgreSqlLedgerOptions options)
    {
        var begin = options.Owner
            ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");
        return $"{begin}:{Guid.NewGuid().ToString("n")[..8]}";
    }
}
