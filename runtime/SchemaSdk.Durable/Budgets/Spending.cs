using System.Data.Common;

namespace SchemaSdk.Durable.Budgets;

/// <summary>A job and the amount with which it counts in budgets, in billionths of a US dollar.</summary>
internal readonly record struct SpentJob(DateTimeOffset ReservedAt, string Service, string Model, string Customer, long Nano);

/// <summary>Adds up what jobs have cost or may cost.</summary>
internal static class Spending
{
    private const int Batch = 1000;

    /// <summary>
    /// Adds delivered jobs to the hourly sums, so that checking a budget does not slow down as the number of delivered jobs grows.
    /// </summary>
    internal static async Task SumAsync(SqlSession session, SqlDialect sql, CancellationToken cancellationToken)
    {
        var done = await session.QueryAsync(
            new Statement(
                $"select j.begun, j.reserved_at, coalesce(j.service, ''), j.model, coalesce(j.customer, ''), "
                + $"j.spent_nano from {sql.Table("jobs")} j "
                + $"where j.state = 6 and j.reserved_at is not null and not j.is_summed limit {Batch}{sql.ForUpdate}"),
            reader => (
                Begun: reader.GetInt64(0),
                Spent: new SpentJob(
                    sql.TimeOf(reader, 1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5))),
            cancellationToken).ConfigureAwait(false);
        await session.RunAsync(
            [
                .. done.Select(job => new Statement(
                    $"update {sql.Table("jobs")} set is_summed = not is_summed where begun = $1", SqlValue.Of(job.Begun))),
                .. Adding(sql, done.Select(job => job.Spent)),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The statements that add jobs to the hourly sums.</summary>
    // The statements are ordered by the keys of the sums to prevent deadlocks.
    internal static IEnumerable<Statement> Adding(SqlDialect sql, IEnumerable<SpentJob> jobs) =>
        from job in jobs
        group job.Nano by (Hour: HourOf(job.ReservedAt), job.Service, job.Model, job.Customer) into sum
        orderby sum.Key.Hour, sum.Key.Service, sum.Key.Model, sum.Key.Customer
        select new Statement(
            $"insert into {sql.Table("spent")} as s (hour, service, model, customer, nano) values ($1, $2, $3, $4, $5) "
            + "on conflict (hour, service, model, customer) do update set nano = s.nano + excluded.nano",
            SqlValue.Of(sum.Key.Hour),
            SqlValue.Of(sum.Key.Service),
            SqlValue.Of(sum.Key.Model),
            SqlValue.Of(sum.Key.Customer),
            SqlValue.Of(sum.Sum()));

    /// <summary>Adds up the jobs of a budget since the start of its window, in billionths of a dollar.</summary>
    internal static async Task<long> OfAsync(
        SqlSession session, SqlDialect sql, LedgerBudget budget, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var jobs = sql.Table("jobs");
        const string isOf = "($2 is null or service = $2) and ($3 is null or model = $3) and ($5 is null or coalesce(customer, '') = $5)";

        // The sum of the window's first hour also includes jobs from before the window. The query subtracts those earlier jobs that are
        // still in the ledger.
        var query = new Statement(
            $"""
            select cast(
              (select coalesce(sum(nano), 0) from {sql.Table("spent")} where hour >= $4 and {isOf})
              - (select coalesce(sum(spent_nano), 0) from {jobs}
                 where reserved_at >= $4 and reserved_at < $1 and is_summed and {isOf})
              + (select coalesce(sum(spent_nano), 0) from {jobs}
                 where reserved_at >= $1 and not is_summed and state in (1, 2, 4, 5, 6) and {isOf})
              as bigint)
            """,
            SqlValue.Of(start),
            SqlValue.Of(budget.Service),
            SqlValue.Of(budget.ModelId),
            SqlValue.Of(HourOf(start)),
            SqlValue.Of(budget.Customer));
        return (await session.QueryAsync(query, static reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>The query for the amounts by state, over all time.</summary>
    internal static Statement ByState(SqlDialect sql, string? service) => new(
        $"select 6, cast(coalesce(sum(nano), 0) as bigint) from {sql.Table("spent")} where $1 is null or service = $1 "
        + $"union all select state, cast(sum(spent_nano) as bigint) from {sql.Table("jobs")} "
        + "where reserved_at is not null and not is_summed and ($1 is null or service = $1) group by state",
        SqlValue.Of(service));

    internal static (LedgerState State, long Nano) Read(DbDataReader reader) => ((LedgerState)reader.GetInt32(0), reader.GetInt64(1));

    internal static LedgerSpending Of(List<(LedgerState State, long Nano)> amounts)
    {
        return new(
            Sum(static state => state is LedgerState.Ended or LedgerState.Delivered),
            Sum(static state => state is LedgerState.Sending or LedgerState.Accepted),
            Sum(static state => state is LedgerState.Unknown));

        decimal Sum(Func<LedgerState, bool> counts) =>
            amounts.Where(amount => counts(amount.State)).Sum(static amount => amount.Nano) / 1_000_000_000m;
    }

    private static DateTimeOffset HourOf(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
