namespace SchemaSdk.Durable.Leases;

/// <summary>
/// Renews the lease of this ledger three times per lease time, and compares the list of claimed jobs with the database. The lease is one
/// row for all jobs. A ledger that does not renew its lease in time loses its jobs to other ledgers.
/// </summary>
internal sealed class LeaseKeeper(SqlStore store, string owner, TimeSpan leaseTime, TimeProvider time)
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly SqlDialect _sql = store.Dialect;
    private readonly string _jobs = store.Dialect.Table("jobs");

    // The timeout of one renewal. It is at least a second, because a busy machine may need that long.
    private readonly TimeSpan _limit = leaseTime / 6 > OneSecond ? leaseTime / 6 : OneSecond;

    private readonly object _gate = new();
    private readonly CancellationTokenSource _stop = new();   // never disposed, because a late call may still use it
    private volatile Task? _beginning, _renewing;
    private volatile ModelLedgerException? _failure;

    /// <summary>The id of this ledger among all ledgers that share the database.</summary>
    internal Guid Worker { get; } = Guid.NewGuid();

    internal string Owner => owner;

    internal HeldJobs Held { get; } = new();

    /// <summary>Why the last lease renewal, or the last lookup of this ledger's jobs, failed; null if both succeeded.</summary>
    internal ModelLedgerException? Failure => _failure;

    internal required Func<List<KeyValuePair<string, long>>, Task> Release { get; init; }

    /// <summary>Takes the first lease and starts to renew it. This must happen before a job is claimed.</summary>
    // All calls during an attempt share its outcome, so that they do not each make an attempt.
    internal Task BeginAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_beginning is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _beginning = Background.Run(TakeAsync);
                Background.Leave(_beginning);
            }

            return _beginning.WaitAsync(cancellationToken);
        }
    }

    private async Task TakeAsync()
    {
        await SayAsync([DeadWorkers.Remove(_sql)], limit: null, CancellationToken.None).ConfigureAwait(false);
        _renewing = Background.Run(KeepAsync);
    }

    /// <summary>Releases all jobs and ends the lease. Returns true if that succeeded: other ledgers can then claim the jobs.</summary>
    internal async Task<bool> LeaveAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);

        // Waits only a short time: any jobs that this ledger does not release become free when its lease expires.
        await (_beginning ?? Task.CompletedTask).WaitAsync(LongestFarewell, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_renewing is not { } renewing)
        {
            return false;
        }

        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var leaving = FreeAsync();
        Background.Leave(leaving);
        await leaving.WaitAsync(LongestFarewell, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return leaving.IsCompletedSuccessfully;
    }

    private async Task FreeAsync()
    {
        // Deletes the worker's row first, so that a later claim frees any job that is not released here.
        await store.WriteAsync(
            [new Statement($"delete from {_sql.Table("workers")} where id = $1", Worker)], Patience.Once, _limit).ConfigureAwait(false);

        // Jobs that are being sent are not released. They become unknown once their sender is presumed dead.
        var free = new Statement($"update {_jobs} set worker = null, place = case state when 0 then {_sql.NextPlace} else place end "
            + $"where key in (select key from {_jobs} where worker = $1 and state in (0, 2, 5){_sql.ForUpdate})",
            Worker);
        await store.WriteAsync([free], Patience.Once).ConfigureAwait(false);
    }

    private Task SayAsync(Statement[] others, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var say = new Statement(
            $"insert into {_sql.Table("workers")} (id, name, leased_until, lease) values ($1, $2, {_sql.LeaseEnd("$3")}, $3) "
            + "on conflict (id) do update set leased_until = excluded.leased_until, lease = excluded.lease",
            Worker, owner, (long)leaseTime.TotalMilliseconds);
        return store.WriteAsync([say, .. others], Patience.Once, limit, cancellationToken);
    }

    private async Task KeepAsync()
    {
        for (var pause = leaseTime / 3; !_stop.IsCancellationRequested;)
        {
            try
            {
                // A delay of half the lease time does not count as a freeze, because the lease survives it.
                store.Beat(leaseTime / 2);
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(false);
                store.Beat(leaseTime + (2 * _limit));
                pause = leaseTime / 3;
                await SayAsync([], _limit, _stop.Token).ConfigureAwait(false);

                // Waits only a limited time for the lookup, so that a locked row or an unreachable host does not delay the next renewal.
                var comparing = CompareAsync();
                Background.Leave(comparing);
                await Background.WithinAsync(_limit, time, comparing.WaitAsync, _stop.Token).ConfigureAwait(false);
                Background.Leave(Release(Held.TakeLeft()));
                _failure = null;
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested || exception is not OperationCanceledException)
            {
                // Shortens a long pause, because other processes claim this process's jobs once the lease has expired.
                pause = pause < OneSecond ? pause : OneSecond;
                _failure = new($"This process could not renew its lease in the ledger {store.Words}, or could not look up its jobs: "
                    + $"{ErrorText.Ended(exception.Message)} The next attempt is in {pause}. If the lease is not renewed, other "
                    + "processes will claim the jobs of this process. Check the database.",
                    exception);
            }
        }
    }

    // Reclaims jobs that other processes have freed. Jobs that other processes have claimed are lost.
    // Jobs that only the database lists as claimed here, for example because an answer was lost, will be released.
    private async Task CompareAsync()
    {
        var known = Held.All();
        var listed = new Statement(
            $"select j.key, j.epoch, j.claim, j.state from {_jobs} j where j.state in (0, 1, 2, 5) and j.worker = $1", Worker);
        var mine = await store.ReadAsync(listed, static reader => (
            Key: reader.GetString(0), Epoch: reader.GetInt64(1), Claim: reader.IsDBNull(2) ? null : (Guid?)reader.GetGuid(2),
            State: (LedgerState)reader.GetInt32(3))).ConfigureAwait(false);
        var stray = mine.FindAll(job => job.State != LedgerState.Sending && !Held.IsWorkedOn(job.Key) && !Held.IsClaiming(job.Claim));
        stray.ForEach(job => Held.Leave(job.Key, job.Epoch));
        var isMine = mine.Select(job => (job.Key, job.Epoch)).ToHashSet();
        var missing = known.FindAll(job => !isMine.Contains((job.Key, job.Value)));
        if (missing.Count == 0)
        {
            return;
        }

        // "worker = $3" also matches after an earlier attempt whose answer was lost.
        var take = missing.ConvertAll(job => new Statement(
            $"update {_jobs} set worker = $3 where key = $1 and epoch = $2 and (worker is null or worker = $3) and state in (0, 2, 5) "
            + "returning epoch",
            job.Key, job.Value, Worker));
        var taken = await store.WriteAsync(take, Patience.Once).ConfigureAwait(false);
        var lost = missing.Where((_, at) => taken[at] is null).ToList();

        // The claim of a refused, unknown or delivered job has ended, so such a job does not count as lost.
        var over = new Statement($"select j.key, j.epoch from {_jobs} j where {_sql.IsIn("j.key", "$1")} and j.state in (3, 4, 6)",
            lost.Select(job => job.Key).ToArray());
        var ended = await store.ReadAsync(over, static reader => (reader.GetString(0), reader.GetInt64(1))).ConfigureAwait(false);
        lost.ForEach(job => Held.Lose(job.Key, job.Value, isOver: ended.Contains((job.Key, job.Value))));

        // The update has also reclaimed jobs that this process released after the lookup. They must be released again.
        missing.Where((_, at) => taken[at] is not null).ToList().ForEach(job => Held.Leave(job.Key, job.Value));
    }
}
