namespace SchemaSdk.Durable.Leases;

/// <summary>
/// Says every third of the lease time that this ledger lives, by one row for all of its jobs, and compares them with the database.
/// A ledger that says nothing for the lease time loses its jobs to others.
/// </summary>
internal sealed class LeaseKeeper(SqlStore store, string owner, TimeSpan leaseTime, TimeProvider time)
{
    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly SqlDialect _sql = store.Dialect;
    private readonly string _jobs = store.Dialect.Table("jobs");

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

    /// <summary>Gives jobs back. Those of which it fails are still to be given back.</summary>
    internal required Func<List<KeyValuePair<string, long>>, Task> Release { get; init; }

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
                await SayAsync([DeadWorkers.Remove(_sql)], cancellationToken).ConfigureAwait(false);
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
            _ = Held.TakeOut(line.Key);
        }
    }

    /// <summary>Ends. Gives all jobs back, and says that this ledger lives no more; if that fails, the lease ends by itself.</summary>
    /// <returns>True if others may have them now.</returns>
    internal async Task<bool> LeaveAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_renewing is not { } renewing)
        {
            return false;
        }

        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // If the database is away, others take the jobs up once the lease has ended.
        var leaving = FreeAsync();
        Background.Leave(leaving);
        await leaving.WaitAsync(LongestFarewell, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return leaving.IsCompletedSuccessfully;
    }

    private async Task FreeAsync()
    {
        // This comes first: a job that cannot be given back is then that of a ledger that is dead, and a claim frees it.
        await store.WriteAsync(
            [new Statement($"delete from {_sql.Table("workers")} where id = $1", SqlValue.Of(Worker))], Patience.Once, _limit)
            .ConfigureAwait(false);

        // What is being sent becomes unknown once its sender is dead.
        await store.WriteAsync(
            [
                new Statement(
                    $"update {_jobs} set worker = null, place = case state when 0 then {_sql.NextPlace} else place end "
                    + $"where key in (select key from {_jobs} where worker = $1 and state in (0, 2, 5){_sql.ForUpdate})",
                    SqlValue.Of(Worker)),
            ],
            Patience.Once).ConfigureAwait(false);
    }

    private Task SayAsync(Statement[] others, CancellationToken cancellationToken) => store.WriteAsync(
        [
            new Statement(
                $"insert into {_sql.Table("workers")} (id, name, leased_until, lease) values ($1, $2, {_sql.LeaseEnd("$3")}, $3) "
                + "on conflict (id) do update set leased_until = excluded.leased_until, lease = excluded.lease",
                SqlValue.Of(Worker),
                SqlValue.Of(owner),
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
                await SayAsync([], _stop.Token).ConfigureAwait(false);

                // A look that waits for a locked row, or for a host that is gone, may not keep the next renewal waiting.
                var comparing = CompareAsync();
                Background.Leave(comparing);
                await Background.WithinAsync(_limit, time, comparing.WaitAsync, _stop.Token).ConfigureAwait(false);
                Background.Leave(Release(Held.TakeLeft()));
                _failure = null;
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested || exception is not OperationCanceledException)
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

    // Takes back those that others have freed because the lease had ended, and that no process has claimed. Others are lost. Jobs that
    // only the database knows, as after a claim whose answer was lost, are to be given back.
    private async Task CompareAsync()
    {
        var known = Held.All();
        var mine = await store.ReadAsync(
            new Statement(
                $"select j.key, j.epoch, j.claim, j.state from {_jobs} j where j.state in (0, 1, 2, 5) and j.worker = $1",
                SqlValue.Of(Worker)),
            static reader => (
                Key: reader.GetString(0),
                Epoch: reader.GetInt64(1),
                Claim: reader.IsDBNull(2) ? null : (Guid?)reader.GetGuid(2),
                State: (LedgerState)reader.GetInt32(3)),
            CancellationToken.None).ConfigureAwait(false);
        mine.FindAll(job => job.State != LedgerState.Sending).ForEach(job => Held.LeaveStray(job.Key, job.Epoch, job.Claim));
        var isMine = mine.Select(job => (job.Key, job.Epoch)).ToHashSet();
        var missing = known.FindAll(job => !isMine.Contains((job.Key, job.Value)));
        if (missing.Count == 0)
        {
            return;
        }

        // Its own are those of a write whose answer was lost.
        var taken = await store.WriteAsync(
            missing.ConvertAll(job => new Statement(
                $"update {_jobs} set worker = $3 where key = $1 and epoch = $2 and (worker is null or worker = $3) and state in (0, 2, 5) "
                + "returning epoch",
                SqlValue.Of(job.Key),
                SqlValue.Of(job.Value),
                SqlValue.Of(Worker))),
            Patience.Once).ConfigureAwait(false);
        var lost = missing.Where((_, at) => taken[at] is null).ToList();

        // What has come to its end meanwhile by lines of this ledger was never lost.
        var ended = await store.ReadAsync(
            new Statement(
                $"select j.key, j.epoch from {_jobs} j where {_sql.IsIn("j.key", "$1")} and j.state in (3, 6)",
                SqlValue.Of([.. lost.Select(job => job.Key)])),
            static reader => (reader.GetString(0), reader.GetInt64(1)),
            CancellationToken.None).ConfigureAwait(false);
        foreach (var (key, epoch) in lost.ExceptBy(ended, job => (job.Key, job.Value)))
        {
            Held.Lose(key, epoch);
        }

        // It may have been given back since it was looked up here, and was taken back only after that.
        foreach (var (key, epoch) in missing.Where((_, at) => taken[at] is not null))
        {
            Held.Leave(key, epoch);
        }
    }
}
