namespace SchemaSdk.Durable.Budgets;

/// <summary>The amount that one job takes from each budget that covers it, in billionths of a US dollar.</summary>
internal sealed record SpentJob(DateTimeOffset ReservedAt, string Service, string Model, string? Customer, long Nano)
{
    internal const string Columns = "j.reserved_at, coalesce(j.service, ''), j.model, coalesce(j.customer, ''), j.spent_nano";

    internal static SpentJob Read(DbDataReader reader, SqlDialect sql, int at) => new(
        sql.TimeOf(reader, at), reader.GetString(at + 1), reader.GetString(at + 2), reader.GetString(at + 3), reader.GetInt64(at + 4));
}

/// <summary>Adds up what jobs have cost or could still cost, to compare the sums with budgets.</summary>
internal static class Spending
{
    private const int Batch = 1000;

    /// <summary>Adds delivered jobs to the hourly sums, so that budget checks stay fast however many jobs have been delivered.</summary>
    internal static async Task SumAsync(SqlSession session, SqlDialect sql)
    {
        var query = new Statement($"select j.begun, {SpentJob.Columns} from {sql.Table("jobs")} j "
            + $"where j.state = 6 and j.reserved_at is not null and not j.is_summed limit {Batch}{sql.ForUpdate}");
        var done = await session.QueryAsync(
            query, reader => (Begun: reader.GetInt64(0), Spent: SpentJob.Read(reader, sql, 1))).ConfigureAwait(false);
        var marks = done.Select(job => new Statement(
            $"update {sql.Table("jobs")} set is_summed = not is_summed where begun = $1", job.Begun));
        await session.RunAsync([.. marks, .. Adding(sql, done.Select(job => job.Spent))]).ConfigureAwait(false);
    }

    // Adds each job twice, for its customer and for all customers (null), so that budgets read few rows. The order prevents deadlocks.
    internal static IEnumerable<Statement> Adding(SqlDialect sql, IEnumerable<SpentJob> jobs) =>
        jobs.Where(static job => job.Nano > 0).SelectMany(static job => (SpentJob[])[job with { Customer = null }, job])
            .GroupBy(static job => (Hour: HourOf(job.ReservedAt), job.Service, job.Model, job.Customer), static job => job.Nano)
            .OrderBy(static sum => sum.Key.Hour).ThenBy(static sum => sum.Key.Customer is not null)
            .ThenBy(static sum => $"{sum.Key.Service}\n{sum.Key.Model}\n{sum.Key.Customer}", StringComparer.Ordinal)
            .Select(sum => sum.Key.Customer is { } customer
                ? Adding(sql, "spent_by_customer", ", customer", ", $5", sum.Key.Hour, sum.Key.Service, sum.Key.Model, sum.Sum(), customer)
                : Adding(sql, "spent", "", "", sum.Key.Hour, sum.Key.Service, sum.Key.Model, sum.Sum()));

    private static Statement Adding(SqlDialect sql, string table, string more, string value, params SqlValue[] values) => new(
        $"insert into {sql.Table(table)} as s (hour, service, model, nano{more}) values ($1, $2, $3, $4{value}) "
        + $"on conflict (hour, service, model{more}) do update set nano = s.nano + excluded.nano", values);

    /// <summary>Adds up the actual and possible costs of a budget's jobs since its window started, in billionths of a dollar.</summary>
    internal static async Task<long> OfAsync(SqlSession session, SqlDialect sql, LedgerBudget budget, DateTimeOffset start)
    {
        var jobs = sql.Table("jobs");
        const string isOf = "($2 is null or service = $2) and ($3 is null or model = $3)";
        const string jobIsOf = $"{isOf} and ($5 is null or coalesce(customer, '') = $5)";

        // A budget of one customer has its own SQL, so that the database reads only the hours of that customer.
        var (spent, hourIsOf) = budget.Customer is null ? ("spent", isOf) : ("spent_by_customer", $"{isOf} and customer = $5");

        // The first hour's sum includes jobs from before the window. The query subtracts the ones that are still in the ledger.
        var query = new Statement(
            $"""
            select cast(
              (select coalesce(sum(nano), 0) from {sql.Table(spent)} where hour >= $4 and {hourIsOf})
              - (select coalesce(sum(spent_nano), 0) from {jobs} where reserved_at >= $4 and reserved_at < $1 and is_summed and {jobIsOf})
              + (select coalesce(sum(spent_nano), 0) from {jobs}
                 where reserved_at >= $1 and not is_summed and state in (1, 2, 4, 5, 6) and {jobIsOf}) as bigint)
            """,
            start, budget.Service, budget.ModelId, HourOf(start), budget.Customer);
        return (await session.QueryAsync(query, static reader => reader.GetInt64(0)).ConfigureAwait(false))[0];
    }

    internal static async Task<LedgerSpending> TotalAsync(SqlStore store, string? service, CancellationToken cancellationToken)
    {
        var query = new Statement(
            $"select 6, cast(coalesce(sum(nano), 0) as bigint) from {store.Dialect.Table("spent")} where $1 is null or service = $1 "
            + $"union all select state, cast(sum(spent_nano) as bigint) from {store.Dialect.Table("jobs")} "
            + "where reserved_at is not null and not is_summed and ($1 is null or service = $1) group by state", service);
        var amounts = await store.ReadAsync(
            query, static reader => (State: (LedgerState)reader.GetInt32(0), Nano: reader.GetInt64(1)), cancellationToken)
            .ConfigureAwait(false);
        return amounts.Aggregate(new LedgerSpending(0, 0, 0), static (sum, amount) => sum.With(amount.State, amount.Nano / 1_000_000_000m));
    }

    private static DateTimeOffset HourOf(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
