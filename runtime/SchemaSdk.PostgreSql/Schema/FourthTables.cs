using SchemaSdk.PostgreSql.Budgets;

namespace SchemaSdk.PostgreSql.Schema;

/// <summary>Version 4 of the tables: sums that count the price of a job whose cost is zero.</summary>
internal static class FourthTables
{
    // Earlier versions added zero for these jobs. The prices of those that were forgotten since are lost.
    internal static string Of(string schema) =>
        $"""
        with late as (
          select {SpentSums.HourOf("reserved_at")} as hour, coalesce(service, '') as service, model, sum({SpentSums.Price}) as usd
          from {schema}.jobs where is_summed and reserved_at is not null and cost_usd = 0 and {SpentSums.Price} is not null
          group by 1, 2, 3),
        hourly as (
          update {schema}.hours h set usd = h.usd + late.usd from late
          where (h.hour, h.service, h.model) = (late.hour, late.service, late.model))
        update {schema}.sums s set usd = s.usd + late.usd
        from (select service, model, sum(usd) as usd from late group by 1, 2) late
        where (s.service, s.model) = (late.service, late.model);

        """;
}
