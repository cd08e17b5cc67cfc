namespace SchemaSdk.Durable.Retention;

/// <summary>
/// Removes jobs and contents whose retention is over, on first use and then every 10 minutes. Open jobs and undelivered results stay. Many
/// processes can do this at the same time.
/// </summary>
// tell: called for each removed job, with its key and a time. Files written under the key up to that time belong to the removed job.
internal sealed class OldJobs(
    SqlStore store, TimeSpan? contents, TimeSpan? jobs, TimeProvider time, Func<string, DateTimeOffset, CancellationToken, ValueTask> tell)
    : IAsyncDisposable
{
    private const int Batch = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestMargin = TimeSpan.FromHours(1);

    private readonly SqlDialect _sql = store.Dialect;
    private readonly string _jobs = store.Dialect.Table("jobs");
    private readonly CancellationTokenSource _stop = new();

    // Removed jobs that were not yet passed to "tell". Only this queue has their keys.
    private readonly ConcurrentQueue<(string Key, DateTimeOffset PutAt)> _untold = new();
    private Task? _rounds;
    private object? _gate;
    private volatile ModelLedgerException? _failure;

    internal ModelLedgerException? Failure => _failure;

    /// <summary>Starts the regular removals, if a retention is set and they have not started yet.</summary>
    internal void Begin()
    {
        if ((contents ?? jobs) is not null)
        {
            LazyInitializer.EnsureInitialized(ref _rounds, ref _gate, () => Background.Run(GoRoundAsync));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await LazyInitializer.EnsureInitialized(ref _rounds, ref _gate, static () => Task.CompletedTask)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task GoRoundAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await TakeOutAsync(_stop.Token).ConfigureAwait(false);
                _failure = null;
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested || exception is not OperationCanceledException)
            {
                // Catches everything, because a failed removal affects no job and the next round retries it.
                _failure = exception as ModelLedgerException ?? new(
                    $"Old jobs, inputs and results could not be removed from the ledger {store.Words}: {ErrorText.Ended(exception.Message)}"
                    + " The next attempt is in 10 minutes. If removals keep failing, see the inner exception.",
                    exception);
            }

            await Task.Delay(Interval, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <exception cref="ModelLedgerException">The removal failed. Anything removed by then stays removed.</exception>
    internal async Task TakeOutAsync(CancellationToken cancellationToken)
    {
        var failure = await TellAsync(cancellationToken).ConfigureAwait(false);
        for (var count = jobs is null ? 0 : Batch; count == Batch;)
        {
            // Cancels only between transactions: a cancelled transaction may still be committed, and its removals would be unknown here.
            cancellationToken.ThrowIfCancellationRequested();
            var gone = new List<(string, DateTimeOffset)>();
            var removal = store.TransactAsync(session => ForgetAsync(session, gone), Patience.Once, cancellationToken);
            await ((Task)removal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            gone.ForEach(_untold.Enqueue);
            count = await removal.ConfigureAwait(false);
            failure = await TellAsync(cancellationToken).ConfigureAwait(false) ?? failure;
        }

        for (var count = contents is null ? 0 : Batch; count == Batch;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count = await store.TransactAsync(EmptyAsync, Patience.Once, cancellationToken).ConfigureAwait(false);
        }

        // An earlier round may have ended before all free space was returned to the disk.
        await store.ShrinkAsync(cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            throw failure;
        }
    }

    // gone: collects the removed jobs of all attempts, because an attempt may have been committed although its connection was lost.
    private async Task<int> ForgetAsync(SqlSession session, List<(string Key, DateTimeOffset PutAt)> gone)
    {
        var query = new Statement(
            $"select j.begun, j.key, j.put_at, j.state = 6 and j.reserved_at is not null and not j.is_summed, {SpentJob.Columns} "
            + $"from {_jobs} j where j.state in (3, 6) and {_sql.IsOlder("j.put_at", "$1")} limit {Batch}{_sql.ForUpdate}",
            (long)jobs!.Value.TotalSeconds);
        var old = await session.QueryAsync(query, reader => (
            Begun: reader.GetInt64(0), Key: reader.GetString(1), PutAt: _sql.TimeOf(reader, 2),
            Spent: reader.GetBoolean(3) ? SpentJob.Read(reader, _sql, 4) : null)).ConfigureAwait(false);

        // Updates the sums last, because budget checks wait for their rows.
        var deletions = old.Select(job => new Statement($"delete from {_jobs} where begun = $1", job.Begun));
        var sums = Spending.Adding(_sql, old.Select(job => job.Spent).OfType<SpentJob>());
        await session.RunAsync([.. deletions, .. sums]).ConfigureAwait(false);
        gone.AddRange(old.Select(static job => (job.Key, job.PutAt)));
        return old.Count;
    }

    // Refused jobs keep their inputs, because the application may submit them again.
    private async Task<int> EmptyAsync(SqlSession session)
    {
        var empty = new Statement(
            $"update {_jobs} set input = null, result = null where begun in (select j.begun from {_jobs} j where j.state = 6 "
            + $"and (j.input is not null or j.result is not null) and {_sql.IsOlder("j.put_at", "$1")} limit {Batch}{_sql.ForUpdate}) "
            + "returning begun",
            (long)contents!.Value.TotalSeconds);
        return (await session.QueryAsync(empty, static reader => reader.GetInt64(0)).ConfigureAwait(false)).Count;
    }

    private async Task<ModelLedgerException?> TellAsync(CancellationToken cancellationToken)
    {
        ModelLedgerException? failure = null;
        while (_untold.TryDequeue(out var job))
        {
            try
            {
                // Does not use the caller's token, because a cancelled removal would leave some copies.
                await tell(job.Key, job.PutAt + Margin(), CancellationToken.None).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception) when (
                store.IsAway(exception) || store.IsOfLock(exception) || cancellationToken.IsCancellationRequested)
            {
                // Leaves the other jobs to the next round too, because each might take as long to fail.
                _untold.Enqueue(job);
                throw;
            }
            catch (ModelLedgerException exception)
            {
                failure ??= exception;
            }
        }

        return failure;
    }

    // How far the file server's clock may be ahead. A margin above half the retention could include copies of a later job with the key.
    private TimeSpan Margin() => jobs / 2 is { } half && half < LongestMargin ? half : LongestMargin;
}
