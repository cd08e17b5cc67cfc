using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;

namespace SchemaSdk.PostgreSql.Budgets;

/// <summary>
/// Adds up what is spent and reserved. For all time, delivered jobs are added to a sum once, so that the time under the lock does not grow
/// with their number.
/// </summary>
internal sealed class SpentCosts(string schema)
{
    private const string IsOf = "(@service is null or service = @service) and (@model is null or model = @model)";

    // A delivered job changes no more. Two who sum at once take different ones.
    private readonly string _sum = $"""
        with done as (
          update {schema}.jobs set is_summed = true where key in (
            select key from {schema}.jobs where state = 6 and reserved_at is not null and not is_summed limit 1000 for update skip locked)
          returning coalesce(service, '') as service, model, coalesce(cost_usd, price_usd, 0) as usd)
        insert into {schema}.sums as s (service, model, usd)
        select service, model, sum(usd) from done group by service, model order by service, model
        on conflict (service, model) do update set usd = s.usd + excluded.usd
        """;

    // One statement, so that a job is in one of the two parts, whoever sums at the same time.
    private readonly string _always = $"""
        select (select coalesce(sum(usd), 0) from {schema}.sums where {IsOf})
          + (select coalesce(sum(coalesce(cost_usd, price_usd)), 0) from {schema}.jobs
             where reserved_at is not null and not is_summed and state not in (0, 3) and {IsOf})
        """;

    /// <summary>Adds the costs up that count in a budget.</summary>
    internal async Task<decimal> OfAsync(NpgsqlConnection connection, LedgerBudget budget, CancellationToken cancellationToken)
    {
        if (budget.Window != BudgetWindow.Always)
        {
            return await QueryAsync(connection, Within(budget.Window), budget, cancellationToken).ConfigureAwait(false);
        }

        using (var sum = new NpgsqlCommand(_sum, connection))
        {
            await sum.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return await QueryAsync(connection, _always, budget, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<decimal> QueryAsync(
        NpgsqlConnection connection, string query, LedgerBudget budget, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(query, connection);
        command.Add("service", budget.Service, NpgsqlDbType.Text);
        command.Add("model", budget.ModelId, NpgsqlDbType.Text);
        return (decimal)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private string Within(BudgetWindow window) =>
        $"""
        select coalesce(sum(coalesce(cost_usd, price_usd)), 0) from {schema}.jobs
        where reserved_at >= {window.Start} and state not in (0, 3) and {IsOf}
        """;
}
