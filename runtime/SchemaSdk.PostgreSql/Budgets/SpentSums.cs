namespace SchemaSdk.PostgreSql.Budgets;

/// <summary>Adds jobs that change no more to what is spent: in all, and in each hour in UTC. The sums outlive the jobs.</summary>
internal static class SpentSums
{
    /// <summary>
    /// The amount that a job counts, in SQL: its cost, or its price until a cost above zero is reported; null if neither can be read, such
    /// as NaN.
    /// </summary>
    // A service that bills late reports zero until it has.
    internal const string Usd =
        $"coalesce(nullif({Cost}, 0), {Price}, case when price_usd is null and coalesce(cost_usd, 0) = 0 then 0 end)";

    private const string Price = $"case when abs(price_usd) < {Most} then price_usd end";

    private const string Cost = $"case when abs(cost_usd) < {Most} then cost_usd end";

    // The largest decimal. PostgreSQL takes NaN for larger than any number.
    private const string Most = "79228162514264337593543950335";

    /// <summary>The columns that a part <c>done</c> of a statement has to return for each of these jobs.</summary>
    internal const string Returned = $"coalesce(service, '') as service, model, reserved_at, {Usd} as usd";

    /// <summary>The beginning of the hour of a time, in SQL.</summary>
    internal static string HourOf(string time) => $"date_trunc('hour', ({time}) at time zone 'UTC') at time zone 'UTC'";

    /// <summary>The parts of a statement that add the jobs of its part <c>done</c>.</summary>
    // Both in the order of their keys, so that two who add at once wait for each other at most.
    internal static string Parts(string schema) =>
        $"""
        hourly as (
          insert into {schema}.hours as h (hour, service, model, usd)
          select {HourOf("reserved_at")}, service, model, sum(usd) from done group by 1, 2, 3 order by 1, 2, 3
          on conflict (hour, service, model) do update set usd = h.usd + excluded.usd),
        always as (
          insert into {schema}.sums as s (service, model, usd)
          select service, model, sum(usd) from done group by 1, 2 order by 1, 2
          on conflict (service, model) do update set usd = s.usd + excluded.usd)
        """;
}
