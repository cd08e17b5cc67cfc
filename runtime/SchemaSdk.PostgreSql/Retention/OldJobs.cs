using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using SchemaSdk.Ledgers;
using SchemaSdk.PostgreSql.Budgets;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Schema;

namespace SchemaSdk.PostgreSql.Retention;

/// <summary>
/// Takes out of the database what is kept no longer, a batch in each transaction. Open jobs, and results that nobody got, stay. Many
/// processes may do so at once: each takes what no other one has.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="schema">The schema of the tables.</param>
/// <param name="contents">The time for which inputs and results of delivered jobs are kept; null: for ever.</param>
/// <param name="jobs">The time for which delivered and refused jobs are kept; null: for ever.</param>
/// <param name="forgotten">
/// Called for each job that was forgotten, with its key and the time until which whatever was written belongs to it.
/// </param>
internal sealed class OldJobs(
    Database database,
    string schema,
    TimeSpan? contents,
    TimeSpan? jobs,
    Func<string, DateTimeOffset, CancellationToken, ValueTask> forgotten)
{
    private const int Batch = 500;

    // By the clock of the database alone: that of a process that writes or forgets may be wrong, and a job that is forgotten too early
    // is paid for again when its callers come back.
    private const string IsOld = "put_at < now() - @kept";

    // A job that is submitted again meanwhile is checked again once it is locked, and left alone. One whose amount cannot be read stays
    // until somebody corrects it: its budgets could not count it any more.
    private readonly string _forget = $"""
        with gone as (
          delete from {schema}.jobs where key in (
            select key from {schema}.jobs
            where state in (3, 6) and {FirstTables.IsEmpty} in (0, 1) and {IsOld}
              and (state = 3 or reserved_at is null or is_summed or {SpentSums.Usd} is not null)
            limit {Batch} for update skip locked)
          returning key, put_at, state, is_summed, {SpentSums.Returned}),
        done as (select service, model, reserved_at, usd from gone where state = 6 and reserved_at is not null and not is_summed),
        {SpentSums.Parts(schema)}
        select key, put_at from gone
        """;

    // A refused job may be put down again, and whoever submits it then may have no other input than the one that is kept.
    private readonly string _empty = $"""
        with emptied as (
          update {schema}.jobs set input = null, result = null where key in (
            select key from {schema}.jobs
            where state = 6 and {FirstTables.IsEmpty} = 0 and {IsOld} limit {Batch} for update skip locked)
          returning key, put_at)
        select key, put_at from emptied
        """;

    // Forgotten by the database, and not told of yet: nobody else would come back to them.
    private readonly ConcurrentQueue<(string Key, DateTimeOffset PutAt)> _untold = new();

    /// <summary>True if everything is kept for ever.</summary>
    internal bool IsNothing => contents is null && jobs is null;

    /// <summary>Takes all of it out.</summary>
    /// <exception cref="ModelLedgerException">It could not be done. What was taken out before stays out.</exception>
    internal async Task TakeOutAsync(CancellationToken cancellationToken)
    {
        var failure = await TellAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var batch in TakeOutAsync(_forget, jobs, cancellationToken).ConfigureAwait(false))
        {
            batch.ForEach(_untold.Enqueue);
            failure = await TellAsync(cancellationToken).ConfigureAwait(false) ?? failure;
        }

        await foreach (var _ in TakeOutAsync(_empty, contents, cancellationToken).ConfigureAwait(false))
        {
            // The lines of these jobs stay.
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    private async Task<ModelLedgerException?> TellAsync(CancellationToken cancellationToken)
    {
        ModelLedgerException? failure = null;
        while (_untold.TryDequeue(out var job))
        {
            try
            {
                // To its end: what was removed by half would be left.
                await forgotten(job.Key, LeftCopies.Until(job.PutAt, jobs), CancellationToken.None).ConfigureAwait(false);
            }
            catch (ModelLedgerException exception) when (
                Database.IsAway(exception) || Database.IsOfLock(exception) || cancellationToken.IsCancellationRequested)
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

    private async IAsyncEnumerable<List<(string Key, DateTimeOffset PutAt)>> TakeOutAsync(
        string statement, TimeSpan? kept, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (kept is not { } duration)
        {
            yield break;
        }

        for (var count = Batch; count == Batch;)
        {
            // A statement that was cut off may be committed, and which jobs it took would be known to nobody.
            cancellationToken.ThrowIfCancellationRequested();
            var batch = await database.RunAsync(
                (connection, _) => BatchAsync(connection, statement, duration), cancellationToken).ConfigureAwait(false);
            yield return batch;
            count = batch.Count;
        }
    }

    private static async Task<List<(string Key, DateTimeOffset PutAt)>> BatchAsync(
        NpgsqlConnection connection, string statement, TimeSpan kept)
    {
        using var command = new NpgsqlCommand(statement, connection);
        command.Add("kept", kept, NpgsqlDbType.Interval);
        var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var batch = new List<(string Key, DateTimeOffset PutAt)>();
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                batch.Add((reader.GetString(0), new DateTimeOffset(reader.GetDateTime(1))));
            }

            return batch;
        }
    }
}
