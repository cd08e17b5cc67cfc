namespace SchemaSdk.Durable.Leases;

/// <summary>
/// Says every third of the lease time that this ledger lives, by one row for all of its jobs. A ledger that says nothing for the lease
/// time loses its jobs to others.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="owner">The name of this ledger, for others.</param>
/// <param name="leaseTime">The time after which it loses its jobs if it says nothing.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class LeaseKeeper(SqlStore store, string owner, TimeSpan leaseTime, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly HeldWork _work = new(store);

    // Two that are not answered, and the pause before them, are over within a lease of five seconds or more. A machine that is busy may
    // need a second for each, however short the lease.
    private readonly TimeSpan _limit = leaseTime / 6 > LeastLimit ? leaseTime / 6 : LeastLimit;

    // Neither is disposed of: a call that is late may still want one.
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _gate = new(1);
    private volatile Task? _renewing;
    private volatile ModelLedgerException? _failure;

    /// <summary>The id of this ledger among those that share the database.</summary>
    internal Guid Worker { get; } = Guid.NewGuid();

    internal string Owner => owner;

    /// <summary>The jobs that are worked on here.</summary>
    internal HeldJobs Held { get; } = new();

    /// <summary>The reason why the lease could not be renewed, or its jobs looked up, the last time; null if both succeeded.</summary>
    internal ModelLedgerException? Failure => _failure;

    /// <summary>Gives jobs back. It throws nothing.</summary>
    internal Func<List<KeyValuePair<string, long>>, Task> Release { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Begins to say that this ledger lives, which it has to before it takes a job.</summary>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (_renewing is not null)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_renewing is null)
            {
                await SayAsync([DeadWorkers.Remove(store.Dialect)], cancellationToken).ConfigureAwait(false);
                _renewing = Background.Run(KeepAsync);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Records a line of this ledger.</summary>
    internal void Note(LedgerEntry line, long epoch)
    {
        if (line.State == LedgerState.Sending)
        {
            Held.Add(line.Key, epoch);
        }
        else if (line.State is LedgerState.Refused or LedgerState.Unknown or LedgerState.Delivered)
        {
            Held.Remove(line.Key);
        }
    }

    /// <summary>Says once that this ledger lives, and compares its jobs with those that the database has as its own.</summary>
    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        await SayAsync([], cancellationToken).ConfigureAwait(false);
        using var timer = new CancellationTokenSource(_limit, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            // A look that waits for a locked row, or for a host that is gone, may not keep the next renewal waiting.
            var comparing = _work.CompareAsync(Worker, Held);
            Background.Leave(comparing);
            await comparing.WaitAsync(enough.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The answer takes longer than {_limit}.");
        }

        _ = Release(Held.TakeLeft());
    }

    /// <summary>Gives all jobs back, and says that this ledger lives no more. If that fails, the lease ends by itself.</summary>
    /// <returns>True if others may have them now.</returns>
    internal async Task<bool> LeaveAsync()
    {
        if (_renewing is null)
        {
            return false;
        }

        // If the database is away, others take the jobs up once the lease has ended.
        var leaving = LeaveNowAsync();
        Background.Leave(leaving);
        await leaving.WaitAsync(LongestFarewell, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return leaving.IsCompletedSuccessfully;
    }

    private async Task LeaveNowAsync()
    {
        // This comes first: a job that cannot be given back is then that of a ledger that is dead, and a claim frees it.
        await store.WriteAsync(
            [new Statement($"delete from {store.Dialect.Table("workers")} where id = $1", SqlValue.Of(Worker))], Patience.Once, _limit)
            .ConfigureAwait(false);
        await _work.FreeAsync(Worker).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_renewing is { } renewing)
        {
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task SayAsync(Statement[] others, CancellationToken cancellationToken) => store.WriteAsync(
        [
            new Statement(
                $"insert into {store.Dialect.Table("workers")} (id, name, leased_until, lease) "
                + $"values ($1, $2, {store.Dialect.LeaseEnd("$3")}, $4) "
                + "on conflict (id) do update set leased_until = excluded.leased_until, lease = excluded.lease",
                SqlValue.Of(Worker),
                SqlValue.Of(owner),
                SqlValue.Of((long)leaseTime.TotalMilliseconds),
                SqlValue.Of((long)leaseTime.TotalMilliseconds)),
            .. others,
        ],
        Patience.Once,
        _limit,
        cancellationToken);

    private async Task KeepAsync()
    {
        for (var pause = leaseTime / 3; !_stop.IsCancellationRequested;)
        {
            try
            {
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(false);
                pause = leaseTime / 3;
                await RenewAsync(_stop.Token).ConfigureAwait(false);
                _failure = null;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it was: renewals that ended here would leave every later job to others. The next one finds what was lost.
                pause = pause < LongestPause ? pause : LongestPause;
                _failure = new(
                    $"The lease of this process in the ledger {store.Words} could not be renewed, or its jobs could not be looked up: "
                    + $"{exception.Message} It is tried again after {pause}. If the lease is not renewed, other processes take its jobs "
                    + "up: look at the database.",
                    exception);
            }
        }
    }
}
