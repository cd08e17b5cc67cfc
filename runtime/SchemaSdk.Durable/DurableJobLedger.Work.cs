namespace SchemaSdk.Durable;

/// <content>Claims and counts jobs, removes old jobs, and disposes of the ledger.</content>
public abstract partial class DurableJobLedger
{
    /// <inheritdoc />
    public override ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default) =>
        ClaimAsync(work, count, except, service: null, cancellationToken);

    internal override async ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, string? service, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(except);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var taking = DuringAsync(async () =>
        {
            await _leases.BeginAsync(CancellationToken.None).ConfigureAwait(false);
            return await _claimer.TakeAsync(work, count, [.. except], service).ConfigureAwait(false);
        });
        try
        {
            return await taking.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Background.Leave(GiveBackAsync(taking));
            throw;
        }
    }

    /// <inheritdoc />
    public override async ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var held = keys.Select(key => (Key: key, Epoch: _leases.Held.TakeOut(key))).Where(static job => job.Epoch is not null)
            .Select(static job => KeyValuePair.Create(job.Key, job.Epoch!.Value));
        await ReleaseAsync([.. held]).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override Task WaitForWorkAsync(CancellationToken cancellationToken = default) =>
        _isDisposed ? throw Disposed() : Work.WaitAsync(cancellationToken);

    /// <inheritdoc />
    public override async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return await DuringAsync(async () =>
        {
            await _rows.ForsakeAsync(cancellationToken).ConfigureAwait(false);
            var sql = _store.Dialect;
            var query = new Statement(
                $"select state, count(*), min(changed_at) from {sql.Table("jobs")} where {LedgerTables.IsOpen("state")} group by state");
            var open = await _store.ReadAsync(
                query, reader => (State: (LedgerState)reader.GetInt32(0), Count: (int)reader.GetInt64(1), Oldest: sql.TimeOf(reader, 2)),
                cancellationToken).ConfigureAwait(false);
            var summary = new LedgerSummary { LeasesLost = _leases.Held.Lost };
            return open.Aggregate(summary, static (sum, state) => sum.With(state.State, state.Count, state.Oldest));
        }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public override async ValueTask<LedgerSpending> SpendingAsync(string? service, CancellationToken cancellationToken = default)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return await DuringAsync(() => Spending.TotalAsync(_store, service, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes the contents that have outlived <see cref="LedgerStoreOptions.ContentsKeptFor"/>, and the jobs that have outlived
    /// <see cref="LedgerStoreOptions.JobsKeptFor"/>. Works in small batches, alongside other work. The ledger itself does the same on first
    /// use and every 10 minutes.
    /// </summary>
    /// <param name="cancellationToken">Stops the removal. Anything removed by then stays removed.</param>
    /// <exception cref="ModelLedgerException">
    /// The database cannot be reached or written, or copies of a job's files cannot be removed. Anything removed by then stays removed.
    /// </exception>
    public async Task ForgetAsync(CancellationToken cancellationToken = default)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        await _old.TakeOutAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until all pending writes are committed, and releases the jobs that this ledger has claimed. A job that is being sent becomes
    /// unknown instead. First dispose of the clients that use the ledger. If the database is unreachable, other processes can claim the
    /// jobs once the lease has expired.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return new(_leaving.Value);
    }

    private async Task LeaveAsync()
    {
        // Retention must end first, because its current round still reads the ledger.
        await _old.DisposeAsync().ConfigureAwait(false);
        _isDisposed = true;
        _calls.Close();
        await _calls.Ended.ConfigureAwait(false);
        await _withdrawals.DisposeAsync().ConfigureAwait(false);
        Work.Ring();   // ends the waits for work
        Ring(await _leases.LeaveAsync().ConfigureAwait(false));
        await CloseAsync().ConfigureAwait(false);
    }

    /// <summary>Returns true if any process has ever checked a job against a budget.</summary>
    internal async Task<bool> IsBudgetedAsync(CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var any = new Statement($"select name from {_store.Dialect.Table("budgets")} limit 1");
        return (await _store.ReadAsync(any, static reader => reader.GetString(0), cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    /// <summary>Throws if a transaction is unusable. If it has ended, for example, each entry would be committed immediately.</summary>
    /// <exception cref="ArgumentException">The transaction has ended or cannot belong to this ledger.</exception>
    internal abstract void Check(DbTransaction transaction);

    /// <summary>Runs an action in a caller's transaction. <see cref="Check"/> must have accepted the transaction.</summary>
    /// <exception cref="ArgumentException">The transaction belongs to another database.</exception>
    internal abstract Task<T> InAsync<T>(DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken);

    internal abstract ValueTask CloseAsync();
    internal virtual ValueTask OpenAsync(CancellationToken cancellationToken) => default;

    /// <summary>Signals workers if <paramref name="isWork"/> is true. Overridden for a database that can notify other processes.</summary>
    internal virtual void Ring(bool isWork)
    {
        if (isWork)
        {
            Work.Ring();
        }
    }

    /// <summary>Throws if the ledger is disposed. Otherwise, opens it if necessary.</summary>
    internal async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed)
        {
            throw Disposed();
        }

        // Opens the database before old jobs are removed, because opening it may create the tables.
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        _old.Begin();
    }

    // Disposal waits for the call, because a claim that is committed after disposal would never be released.
    internal async Task<T> DuringAsync<T>(Func<Task<T>> call)
    {
        if (!_calls.TryEnter())
        {
            throw Disposed();
        }

        try
        {
            return await call().ConfigureAwait(false);
        }
        finally
        {
            _calls.Leave();
        }
    }

    private Task<LedgerEntry?> GoAsync<TCall>(Crowd<TCall> crowd, TCall call, CancellationToken cancellationToken)
        where TCall : CrowdCall => DuringAsync(() =>
        {
            crowd.Add(call);
            return call.Task;
        }).WaitAsync(cancellationToken);

    private async Task FindAllAsync(List<FindCall> calls)
    {
        var (keys, isWhole) = (calls.ConvertAll(static call => call.Key).ToArray(), calls.Exists(static call => call.IsWhole));
        var found = await _rows.FindAsync(keys, isWhole, unread: null, CancellationToken.None).ConfigureAwait(false);
        calls.ForEach(call => call.TrySetResult(found.GetValueOrDefault(call.Key)?.Entry));
    }

    internal override async ValueTask<LedgerEntry?> FindBareAsync(string key, CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return !KeyForm.IsKey(key) ? null
            : await GoAsync(_finds, new FindCall(key, isWhole: false), cancellationToken).ConfigureAwait(false);
    }

    // Releases the jobs that a cancelled call has claimed. If that fails, the next lease renewal releases them.
    private async Task GiveBackAsync(Task<IReadOnlyList<LedgerEntry>> taking) =>
        await ReleaseAsync([.. (await taking.ConfigureAwait(false)).Select(static entry => entry.Key)]).ConfigureAwait(false);

    private async Task ReleaseAsync(List<KeyValuePair<string, long>> held)
    {
        var calls = held.Select(job => new ReleaseCall(_entries, _leases, job.Key, job.Value));
        await Task.WhenAll(calls.Select(call => GoAsync(_writes, call, CancellationToken.None))).ConfigureAwait(false);
        Ring(held.Count > 0);
    }

    private ModelLedgerException Disposed() => new($"The ledger {_store.Words} is disposed.", new ObjectDisposedException(GetType().Name));
}
