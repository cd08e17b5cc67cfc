using Npgsql;
using NpgsqlTypes;
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
internal sealed class OldJobs(Database database, string schema, TimeSpan? contents, TimeSpan? jobs)
{
    private const int Batch = 500;

    // By the clock of the database alone: that of a process that writes or forgets may be wrong, and a job that is forgotten too early
    // is paid for again when its callers come back.
    private const string IsOld = $"{ThirdTables.PutAt} < now() - @kept";

    // A job that is submitted again meanwhile is looked at anew once it is locked, and left alone.
    private readonly string _forget = $"""
        with gone as (
          delete from {schema}.jobs where key in (
            select key from {schema}.jobs
            where state in (3, 6) and {SecondTables.IsEmpty} in (0, 1) and {IsOld} limit {Batch} for update skip locked)
          returning state, is_summed, {SpentSums.Returned}),
        done as (select service, model, reserved_at, usd from gone where state = 6 and reserved_at is not null and not is_summed),
        {SpentSums.Parts(schema)}
        select count(*) from gone
        """;

    // A refused job may be put down again, and whoever submits it then may have no other input than the one that is kept.
    private readonly string _empty = $"""
        with emptied as (
          update {schema}.jobs set input = null, result = null where key in (
            select key from {schema}.jobs
            where state = 6 and {SecondTables.IsEmpty} = 0 and {IsOld} limit {Batch} for update skip locked)
          returning 1)
        select count(*) from emptied
        """;

    /// <summary>True if everything is kept for ever.</summary>
    internal bool IsNothing => contents is null && jobs is null;

    /// <summary>Takes all of it out.</summary>
    /// <exception cref="ModelLedgerException">It could not be done. What was taken out before stays out.</exception>
    internal async Task TakeOutAsync(CancellationToken cancellationToken)
    {
        await TakeOutAsync(_forget, jobs, cancellationToken).ConfigureAwait(false);
        await TakeOutAsync(_empty, contents, cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeOutAsync(string statement, TimeSpan? kept, CancellationToken cancellationToken)
    {
        if (kept is not { } duration)
        {
            return;
        }

        for (var count = (long)Batch; count == Batch;)
        {
            count = await database.RunAsync(
                async (connection, cancel) =>
                {
                    using var command = new NpgsqlCommand(statement, connection);
                    command.Add("kept", duration, NpgsqlDbType.Interval);
                    return (long)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }
}
