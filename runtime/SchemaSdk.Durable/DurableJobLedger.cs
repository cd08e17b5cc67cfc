using System.Runtime.CompilerServices;
using SchemaSdk.Durable.Budgets;
using SchemaSdk.Durable.Leases;
using SchemaSdk.Durable.Retention;
using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Durable;

/// <summary>A ledger in an SQL database that many processes can share. Each step is committed before the client takes it.</summary>
/// <remarks>
/// A process leases the jobs that it works on. If it does not renew its lease in time, it is presumed dead: other processes claim its
/// jobs, and the database rejects its later writes about them. A job that it was sending becomes <see cref="LedgerState.Unknown"/>.
/// </remarks>
public abstract partial class DurableJobLedger : JobLedger, IAsyncDisposable
{
    // The minimum time to wait for a locked row, however short RetryTime is.
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(30);

    private readonly SqlStore _store;
    private readonly LeaseKeeper _leases;
    private readonly Claimer _claimer;
    private readonly JobRows _rows;
    private readonly EntryStatements _entries;
    private readonly Withdrawals _withdrawals;
    private readonly BudgetGate _budgets;
    private readonly OldJobs _old;
    private readonly Crowd<FindCall> _finds;
    private readonly Crowd<WriteCall> _writes;
    private readonly Crowd<RecordCall> _budgeted;

    // Withdrawals run apart from other calls, because disposal does not wait for them while the database is unreachable.
    private readonly Crowd<WriteCall> _withdrawn;
    private readonly Underway _calls = new();
    private readonly Lazy<Task> _leaving;
    private volatile ModelLedgerException? _unlisted;
    private volatile bool _isDisposed;

    /// <param name="store">The database.</param>
    /// <param name="options">The checked options.</param>
    /// <param name="lanes">The largest number of groups of calls at a time.</param>
    internal DurableJobLedger(SqlStore store, LedgerStoreOptions options, int lanes)
        : base(options.Ledger)
    {
        _store = store;
        _leaving = new(LeaveAsync);
        var time = Options.TimeProvider;
        Owner = options.NameOfLedger();
        Work = new WorkBell(options.PollInterval, time);
        _leases = new LeaseKeeper(store, Owner, options.LeaseTime, time) { Release = ReleaseAsync };
        _rows = new JobRows(store, _leases.Worker, time);
        _entries = new EntryStatements(store, _leases.Worker);
        _claimer = new Claimer(store, _rows, _leases);
        var writer = new Writer(store, _rows);
        _budgets = new BudgetGate(store, writer, options.Budgets);
        _withdrawals = new Withdrawals(WithdrawAsync, time);
        _old = new OldJobs(store, options.ContentsKeptFor, options.JobsKeptFor, time, RemoveCopiesAsync);
        var longest = options.RetryTime > LeastWait ? options.RetryTime : LeastWait;
        _finds = new(lanes, most: 64, TimeSpan.Zero, longest, time, FindAllAsync);
        _writes = new(lanes, most: 512, store.Gathering, longest, time, writer.TakeAsync);
        _withdrawn = new(lanes: 1, most: 512, TimeSpan.Zero, longest, time, writer.TakeAsync);
        _budgeted = new(lanes: 1, most: 256, store.Gathering, longest, time, _budgets.TakeAsync);
    }

    /// <inheritdoc />
    public override string Owner { get; }

    /// <summary>True if the ledger has budgets. Default: false.</summary>
    public override bool NeedsPrices => _budgets.IsNeeded;

    /// <summary>Always true: a client's limit applies to all processes that share the database, and survives restarts.</summary>
    public override bool KeepsBudgets => true;

    /// <inheritdoc />
    public override bool IsDisposed => _isDisposed;

    /// <summary>
    /// The first of the following that exists: the failure of the last renewal of this process's lease, <see cref="RetentionFailure"/>, and
    /// the failure to read a job for a worker or a list. Null if none exists.
    /// </summary>
    public override ModelLedgerException? UpkeepFailure =>
        _leases.Failure ?? _old.Failure ?? _claimer.UnreadFailure ?? _unlisted;

    /// <summary>
    /// The failure of the last removal of old jobs and contents; null if the removal succeeded. No job fails because of such a failure, but
    /// the database grows.
    /// </summary>
    public ModelLedgerException? RetentionFailure => _old.Failure;

    /// <summary>Rings when there may be work.</summary>
    internal WorkBell Work { get; }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        if (!EntryRules.IsKey(key))
        {
            return null;
        }

        var call = new FindCall(key);
        await GoAsync(_finds, call, call.Task, cancellationToken).ConfigureAwait(false);
        return await call.Task.ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerState?> StateOfAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return EntryRules.IsKey(key) ? (await BareAsync(key, cancellationToken).ConfigureAwait(false))?.State : null;
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        if (!EntryRules.IsKept(requestId))
        {
            return null;
        }

        var keys = await _store.ReadAsync(
            new Statement(
                $"select j.key from {_store.Dialect.Table("jobs")} j where j.request_id = $1 "
                + "order by case when j.state in (2, 5, 6) then 0 else 1 end, j.begun limit 1",
                SqlValue.Of(requestId)),
            static reader => reader.GetString(0),
            cancellationToken).ConfigureAwait(false);
        return keys.Count == 0 ? null : await BareAsync(keys[0], cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        EntryRules.Check(intent, isFirst: true);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var call = new BeginCall(_entries, intent);
        try
        {
            await GoAsync(_writes, call, call.Task, cancellationToken).ConfigureAwait(false);
            var known = await call.Task.ConfigureAwait(false);
            Ring(known is null && intent.IsQueued);
            return known;
        }
        catch (Exception exception) when (
            !intent.IsQueued && (exception is OperationCanceledException || _store.IsAway(exception)))
        {
            _withdrawals.Add(call, Withdrawn(intent, exception));
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="ModelBudgetException">The job was about to be sent but exceeds a budget. The job is unchanged.</exception>
    public override async ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default)
    {
        EntryRules.Check(entry, isFirst: false);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var call = new RecordCall(_entries, _leases, entry);
        if (entry.State == LedgerState.Sending)
        {
            await _leases.BeginAsync(cancellationToken).ConfigureAwait(false);
        }

        await (entry.State == LedgerState.Sending && _budgets.Covers(entry)
            ? GoAsync(_budgeted, call, call.Task, cancellationToken)
            : GoAsync(_writes, call, call.Task, cancellationToken)).ConfigureAwait(false);
        Ring(entry is { State: LedgerState.Intended, IsQueued: true });
    }

    /// <summary>
    /// Lists the jobs in the order in which they were recorded. A job whose row has an unreadable value, such as one edited by hand, is
    /// skipped: <see cref="UpkeepFailure"/> reports it until a complete enumeration finds no such row, and <see cref="FindAsync"/> throws
    /// for its key.
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
        await DuringAsync(() => _rows.ForsakeAsync(cancellationToken)).ConfigureAwait(false);
        var unread = new List<ModelLedgerException>();
        for (long? after = 0; after is { } place;)
        {
            (var rows, after) = await DuringAsync(() => _rows.PageAsync(place, state, unread, cancellationToken)).ConfigureAwait(false);
            _unlisted = unread.FirstOrDefault() ?? (after is null && state is null ? null : _unlisted);
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return row.Entry;
            }
        }
    }

    // If the caller stops waiting, the call continues, and disposal waits for the call.
    private Task GoAsync<TCall>(Crowd<TCall> crowd, TCall call, Task told, CancellationToken cancellationToken)
        where TCall : class, ICrowdCall => DuringAsync(async () =>
        {
            crowd.Add(call);
            await told.ConfigureAwait(false);
            return call;
        }).WaitAsync(cancellationToken);

    private async Task<LedgerEntry?> BareAsync(string key, CancellationToken cancellationToken)
    {
        var found = await DuringAsync(() => _rows.FindAsync([key], isWhole: false, unread: null, cancellationToken)).ConfigureAwait(false);
        return found.GetValueOrDefault(key)?.Entry;
    }

    private async Task FindAllAsync(List<FindCall> calls, Patience patience)
    {
        try
        {
            var found = await _rows.FindAsync(
                [.. calls.Select(static call => call.Key)], isWhole: true, unread: null, CancellationToken.None).ConfigureAwait(false);
            calls.ForEach(call => call.TrySetResult(found.GetValueOrDefault(call.Key)?.Entry));
        }
        catch (Exception exception) when (calls.Count > 1 && _store.MayBeOfOne(exception))
        {
            // One of the calls was rejected, or its job cannot be read, so each call is retried alone.
        }
        catch (Exception exception)
        {
            // Every call must complete, whatever failed.
            calls.ForEach(call => call.TrySetException(exception));
        }
    }

    private Task WithdrawAsync(LedgerEntry refused, Guid begunBy)
    {
        var call = new RecordCall(_entries, _leases, refused, begunBy);
        _withdrawn.Add(call);
        return call.Task;
    }
}
