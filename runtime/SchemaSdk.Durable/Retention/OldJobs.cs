using System.Collections.Concurrent;
using SchemaSdk.Durable.Budgets;

namespace SchemaSdk.Durable.Retention;

/// <summary>
/// Takes out of the database what is kept no longer, a batch in each transaction, from the first use of the ledger on and every 10 minutes.
/// Open jobs, and undelivered results, stay. Many processes may do so at once.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="contents">The time for which inputs and results of delivered jobs are kept; null: for ever.</param>
/// <param name="jobs">The time for which delivered and refused jobs are kept; null: for ever.</param>
/// <param name="time">The clock of the rounds.</param>
/// <param name="tell">Gets the key of a job that was forgotten, and the time until which whatever was written belongs to it.</param>
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

    // Forgotten by the database, and not yet reported: only this queue has them.
    private readonly ConcurrentQueue<(string Key, DateTimeOffset PutAt)> _untold = new();
    private Task? _rounds;
    private object? _gate;
    private volatile ModelLedgerException? _failure;

    /// <summary>The reason why the last round failed; null if it did not.</summary>
    internal ModelLedgerException? Failure => _failure;

    /// <summary>Begins the rounds, if anything is ever taken out and they have not begun yet.</summary>
    internal void Begin()
    {
        if ((contents ?? jobs) is not null)
        {
            LazyInitializer.EnsureInitialized(ref _rounds, ref _gate, () => Background.Run(GoRoundAsync));
        }
    }

    /// <summary>Ends the rounds. None begins any more.</summary>
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
                // Whatever it was, no job fails by it, and the next round tries again.
                _failure = exception as ModelLedgerException ?? new(
                    $"What is kept no longer could not be taken out of the ledger {store.Words}: {exception.Message} It is tried again "
                    + "after 10 minutes. If it goes on to fail, look at the exception behind this one.",
                    exception);
            }

            await Task.Delay(Interval, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Takes all of it out.</summary>
    /// <exception cref="ModelLedgerException">It could not be done. What was taken out before stays out.</exception>
    internal async Task TakeOutAsync(CancellationToken cancellationToken)
    {
        var failure = await TellAsync(cancellationToken).ConfigureAwait(false);
        for (var count = jobs is null ? 0 : Batch; count == Batch;)
        {
            // A transaction that was cut off may be committed, and no process would know which jobs it took.
            cancellationToken.ThrowIfCancellationRequested();
            var gone = await store.TransactAsync(ForgetAsync, Patience.Once, cancellationToken).ConfigureAwait(false);
            gone.ForEach(_untold.Enqueue);
            failure = await TellAsync(cancellationToken).ConfigureAwait(false) ?? failure;
            count = gone.Count;
        }

        for (var count = contents is null ? 0 : Batch; count == Batch;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count = await store.TransactAsync(EmptyAsync, Patience.Once, cancellationToken).ConfigureAwait(false);
        }

        // Also where nothing was taken out: an earlier round may have ended before it had given all room back.
        await store.ShrinkAsync(cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            throw failure;
        }
    }

    private async Task<List<(string Key, DateTimeOffset PutAt)>> ForgetAsync(SqlSession session, CancellationToken cancellationToken)
    {
        var old = await session.QueryAsync(
            new Statement(
                $"select j.begun, j.key, j.put_at, j.state = 6 and j.reserved_at is not null and not j.is_summed, j.reserved_at, "
                + $"coalesce(j.service, ''), j.model, j.spent_nano from {_jobs} j "
                + $"where j.state in (3, 6) and {_sql.IsOlder("j.put_at", "$1")} limit {Batch}{_sql.ForUpdate}",
                SqlValue.Of((long)jobs!.Value.TotalSeconds)),
            reader => (
                Begun: reader.GetInt64(0),
                Key: reader.GetString(1),
                PutAt: _sql.TimeOf(reader, 2),
                Spent: reader.GetBoolean(3)
                    ? new SpentJob(_sql.TimeOf(reader, 4), reader.GetString(5), reader.GetString(6), reader.GetInt64(7))
                    : (SpentJob?)null),
            cancellationToken).ConfigureAwait(false);
        await session.RunAsync(
            [
                .. old.Select(job => new Statement($"delete from {_jobs} where begun = $1", SqlValue.Of(job.Begun))),

                // Last, since budgets wait for the rows of sums.
                .. Spending.Adding(_sql, old.Select(job => job.Spent).OfType<SpentJob>()),
            ],
            cancellationToken).ConfigureAwait(false);
        return old.ConvertAll(job => (job.Key, job.PutAt));
    }

    // A refused job may be begun again, and its next caller may have no other input than the one that is kept.
    private async Task<int> EmptyAsync(SqlSession session, CancellationToken cancellationToken)
    {
        var empty = new Statement(
            $"update {_jobs} set input = null, result = null where begun in (select j.begun from {_jobs} j where j.state = 6 "
            + $"and (j.input is not null or j.result is not null) and {_sql.IsOlder("j.put_at", "$1")} limit {Batch}{_sql.ForUpdate}) "
            + "returning begun",
            SqlValue.Of((long)contents!.Value.TotalSeconds));
        return (await session.QueryAsync(empty, static reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false)).Count;
    }

    private async Task<ModelLedgerException?> TellAsync(CancellationToken cancellationToken)
    {
        ModelLedgerException? failure = null;
        while (_untold.TryDequeue(out var job))
        {
            try
            {
                // To its end: what was removed by half would be left.
                await tell(job.Key, job.PutAt + Margin(), CancellationToken.None).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception) when (
                store.IsAway(exception) || store.IsOfLock(exception) || cancellationToken.IsCancellationRequested)
            {
                // Each of the rest might wait as long as this one: the next round tells of them.
                _untold.Enqueue(job);
                throw;
            }
            catch (ModelLedgerException exception)
            {
                // The rest is taken out all the same.
                failure ??= exception;
            }
        }

        return failure;
    }

    // The clock of a file server may be ahead. A later call comes after the job is forgotten.
    private TimeSpan Margin() => jobs / 2 is { } half && half < LongestMargin ? half : LongestMargin;
}
