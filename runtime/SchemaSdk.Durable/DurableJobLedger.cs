namespace SchemaSdk.Durable;

/// <summary>A ledger in an SQL database that many processes can share. Each step is committed before the client takes it.</summary>
/// <remarks>
/// A process leases the jobs that it works on. If it does not renew its lease in time, it is presumed dead: other processes claim its
/// jobs, and the database rejects its later entries for these jobs. A job that it was sending becomes <see cref="LedgerState.Unknown"/>.
/// </remarks>
public abstract partial class DurableJobLedger : JobLedger, IAsyncDisposable
{
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(30);   // how long to wait for a locked row if RetryTime is shorter

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
    private readonly Underway _calls = new();
    private readonly Lazy<Task> _leaving;
    private volatile ModelLedgerException? _unlisted;
    private volatile bool _isDisposed;

    internal DurableJobLedger(SqlStore store, LedgerStoreOptions options, int lanes) : base(options.Ledger)
    {
        _store = store;
        _leaving = new(LeaveAsync);
        var time = Options.TimeProvider;
        Owner = FormattableString.Invariant(
            $"{options.Owner ?? $"{Environment.MachineName}:{Environment.ProcessId}"}:{Guid.NewGuid().ToString("n")[..8]}");
        Work = new WorkBell(options.PollInterval, time);
        _leases = new LeaseKeeper(store, Owner, options.LeaseTime, time) { Release = ReleaseAsync };
        _rows = new JobRows(store, _leases.Worker, time);
        _entries = new EntryStatements(store, _leases.Worker);
        _claimer = new Claimer(store, _rows, _leases);
        var writer = new Writer(store, _rows);
        _budgets = new BudgetGate(store, writer, options.Budgets);
        _old = new OldJobs(store, options.ContentsKeptFor, options.JobsKeptFor, time, RemoveCopiesAsync);
        var longest = options.RetryTime > LeastWait ? options.RetryTime : LeastWait;
        _finds = new(lanes, most: 64, TimeSpan.Zero, longest, time, (calls, _) => writer.TakeAsync(calls, Patience.Once, FindAllAsync));
        _writes = new(lanes, most: 512, store.Gathering, longest, time, writer.TakeAsync);
        _withdrawals = new(new(lanes: 1, most: 512, TimeSpan.Zero, longest, time, writer.TakeAsync), _entries, _leases, time);
        _budgeted = new(lanes: 1, most: 256, store.Gathering, longest, time, _budgets.TakeAsync);
    }

    /// <inheritdoc />
    public override string Owner { get; }

    /// <summary>True if the ledger has budgets. Default: false.</summary>
    public override bool NeedsPrices => _budgets.IsNeeded;

    /// <summary>Always true: a client's limit applies to all processes that share the database, and survives restarts.</summary>
    public override bool KeepsBudgets => true;

    internal override bool NeedsPriceOf(LedgerEntry entry) => _budgets.Covers(entry);

    /// <inheritdoc />
    public override bool IsDisposed => _isDisposed;

    /// <summary>
    /// An unresolved failure of the ledger's upkeep, or null. The upkeep renews this process's lease, looks up this process's
    /// jobs, and removes old jobs (<see cref="RetentionFailure"/>). A job that cannot be read for a worker or for a list is also such a
    /// failure.
    /// </summary>
    public override ModelLedgerException? UpkeepFailure => _leases.Failure ?? _old.Failure ?? _claimer.UnreadFailure ?? _unlisted;

    /// <summary>Why the last removal of old jobs and contents failed; null if it succeeded. After a failure, the database grows.</summary>
    public ModelLedgerException? RetentionFailure => _old.Failure;

    internal WorkBell Work { get; }
    /// <summary>True if a caller's transaction blocks only the rows that it changes; false if it blocks all other writes.</summary>
    internal bool LocksRows => _store.Dialect.ForUpdate.Length > 0;

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return KeyForm.IsKey(key) ? await GoAsync(_finds, new FindCall(key), cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerState?> StateOfAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var query = new Statement($"select j.state from {_store.Dialect.Table("jobs")} j where j.key = $1", key);
        List<LedgerState> states = !KeyForm.IsKey(key) ? []
            : await _store.ReadAsync(query, static reader => (LedgerState)reader.GetInt32(0), cancellationToken).ConfigureAwait(false);

        // FindBareAsync returns a job as unknown if the process that was sending it is presumed dead.
        return states is [LedgerState.Sending] ? (await FindBareAsync(key, cancellationToken).ConfigureAwait(false))?.State
            : states is [var state] ? state : null;
    }

    /// <inheritdoc />
    public override ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default) =>
        FindByRequestAsync(requestId, service: null, cancellationToken);

    internal override async ValueTask<LedgerEntry?> FindByRequestAsync(
        string requestId, string? service, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var query = new Statement($"select j.key from {_store.Dialect.Table("jobs")} j where j.request_id = $1 "
            + "and ($2 is null or j.service is null or j.service = $2) order by j.state not in (2, 5, 6), j.begun limit 1",
            requestId, service);
        List<string> keys = !EntryRules.IsKept(requestId) ? []
            : await _store.ReadAsync(query, static reader => reader.GetString(0), cancellationToken).ConfigureAwait(false);
        return keys is [var key] ? await FindBareAsync(key, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default)
    {
        EntryRules.Check(intent, isFirst: true);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var call = new BeginCall(_entries, intent, Guid.NewGuid());
        try
        {
            var known = await GoAsync(_writes, call, cancellationToken).ConfigureAwait(false);
            Ring(known is null && intent.IsQueued);
            return known;
        }
        catch (Exception exception) when (!intent.IsQueued && (exception is OperationCanceledException || _store.IsAway(exception)))
        {
            var withdrawn = new JobRecord(this, intent) { Record = refused => _withdrawals.AddAsync(call, refused) };
            await withdrawn.PutAsync(RefusalOf(exception)).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="ModelBudgetException">The job was about to be sent but exceeds a budget. The job is unchanged.</exception>
    public override ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default) =>
        RecordAsync(entry, input: null, cancellationToken);

    internal override async ValueTask<bool> BeginAsync(LedgerEntry intent, LedgerEntry next)
    {
        // A job that a budget covers must be recorded before the budget is checked. Any other job gets its first two entries in one write.
        if (next.State != LedgerState.Sending || _budgets.Covers(next))
        {
            return await base.BeginAsync(intent, next).ConfigureAwait(false);
        }

        EntryRules.Check(intent, isFirst: true);
        await RecordAsync(next, intent.Input, CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private async ValueTask RecordAsync(LedgerEntry entry, ReadOnlyMemory<byte>? input, CancellationToken cancellationToken)
    {
        EntryRules.Check(entry, isFirst: false);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        await (entry.State == LedgerState.Sending ? _leases.BeginAsync(cancellationToken) : Task.CompletedTask).ConfigureAwait(false);
        var token = (entry.State == LedgerState.Sending ? entry.Attempt?.Id : null) ?? Guid.NewGuid();
        var call = new RecordCall(_entries, _leases, entry, token, begunBy: null, input);
        await (entry.State == LedgerState.Sending && _budgets.Covers(entry)
            ? GoAsync(_budgeted, call, cancellationToken) : GoAsync(_writes, call, cancellationToken)).ConfigureAwait(false);
        Ring(entry is { State: LedgerState.Intended, IsQueued: true });
    }

    /// <summary>Records a new job in the caller's transaction, unless the ledger has the key. A rollback removes the job.</summary>
    /// <param name="intent">The job, as <see cref="JobLedger.IntentOf"/> makes it.</param>
    /// <param name="transaction">A transaction in the database or SQLite file of this ledger.</param>
    /// <param name="cancellationToken">Ends the wait. After that, roll back the transaction.</param>
    /// <returns>Null if the job was recorded; otherwise the unchanged job that has the key.</returns>
    /// <exception cref="ArgumentException">A value cannot be kept, or the transaction has ended or is in another database.</exception>
    /// <exception cref="ModelLedgerException">The job cannot be recorded. Roll back the transaction.</exception>
    public async ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        Check(transaction);
        EntryRules.Check(intent, isFirst: true);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var statement = _entries.First(intent, intent.Input, Guid.NewGuid());
        var (isMade, known) = await PutAsync(statement, intent.Key, transaction, cancellationToken).ConfigureAwait(false);
        return isMade ? null : known ?? throw Refusals.Removed(intent.Key, _store.Words);
    }

    /// <summary>Records a job's next step in the caller's transaction. The step must not be <see cref="LedgerState.Sending"/>.</summary>
    internal async ValueTask RecordAsync(LedgerEntry entry, DbTransaction transaction, CancellationToken cancellationToken)
    {
        EntryRules.Check(entry, isFirst: false);
        var statement = _entries.Later(entry, Guid.NewGuid(), begunBy: null);
        var (isMade, known) = await PutAsync(statement, entry.Key, transaction, cancellationToken).ConfigureAwait(false);
        if (!isMade)
        {
            throw Refusals.Of(entry, known, Owner, _store.Words);
        }
    }

    private Task<(bool IsMade, LedgerEntry? Known)> PutAsync(
        Statement statement, string key, DbTransaction transaction, CancellationToken cancellationToken) => DuringAsync(() => InAsync(
        transaction,
        async session => (await session.RunAsync([statement], cancellationToken).ConfigureAwait(false))[0] is not null
            ? (true, (LedgerEntry?)null) : (false, await _rows.FindAsync(session, key, cancellationToken).ConfigureAwait(false)),
        cancellationToken));

    /// <summary>
    /// Lists the jobs in the order in which they were recorded. Skips a job whose row cannot be read, for example because somebody edited
    /// the row by hand. <see cref="UpkeepFailure"/> then reports an error until a full listing skips no job. <see cref="FindAsync"/> throws
    /// for such a job.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public override IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default) =>
        ListAllAsync(state: null, unread: null, cancellationToken);

    /// <summary>Lists the jobs as the public method does, and adds an error to <paramref name="unread"/> for each skipped job.</summary>
    internal IAsyncEnumerable<LedgerEntry> ListAsync(List<ModelLedgerException> unread, CancellationToken cancellationToken) =>
        ListAllAsync(state: null, unread, cancellationToken);

    /// <inheritdoc />
    public override IAsyncEnumerable<LedgerEntry> ListInStateAsync(LedgerState state, CancellationToken cancellationToken = default) =>
        ListAllAsync(state, unread: null, cancellationToken);

    private async IAsyncEnumerable<LedgerEntry> ListAllAsync(
        LedgerState? state, List<ModelLedgerException>? unread, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        await DuringAsync(() => _rows.ForsakeAsync(cancellationToken)).ConfigureAwait(false);
        unread ??= [];
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
}
