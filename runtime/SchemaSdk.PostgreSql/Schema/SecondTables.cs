using SchemaSdk.PostgreSql.Budgets;

namespace SchemaSdk.PostgreSql.Schema;

/// <summary>Version 2 of the tables: what was spent in each hour, and the way to jobs that are over.</summary>
internal static class SecondTables
{
    /// <summary>1 for a job of which neither input nor result is kept, 0 for the others: the first column of an index.</summary>
    internal const string IsEmpty = "(case when input is null and result is null then 1 else 0 end)";

    internal static string Of(string schema) =>
        $"""
        create table {schema}.hours (
          hour timestamptz,
          service text,
          model text,
          usd numeric not null,
          primary key (hour, service, model)
        );
        insert into {schema}.hours (hour, service, model, usd)
          select {SpentSums.HourOf("reserved_at")}, coalesce(service, ''), model, sum(coalesce(cost_usd, price_usd, 0))
          from {schema}.jobs where is_summed and reserved_at is not null group by 1, 2, 3;
        create index jobs_over on {schema}.jobs ({IsEmpty}, changed_at) where state in (3, 6);

        """;
}
