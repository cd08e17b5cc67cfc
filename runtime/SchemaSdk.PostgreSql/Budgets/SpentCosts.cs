using Npgsql;
using NpgsqlTypes;
using SchemaSdk.Errors;
using SchemaSdk.PostgreSql.Calls;

namespace SchemaSdk.PostgreSql.Budgets;

/// <summary>
/// Adds up what is spent and reserved. Delivered jobs are added to sums once, so that the time under the lock does not grow with their
/// number.
/// </summary>
internal sealed class SpentCosts(string schema)
{
    private const string IsOf = "(@service is null or service = @service) and (@model is null or model = @model)";

    // The ones that count and are in no sum. What was refused, or was not taken for now, counts nothing.
    private const string IsOpen = "reserved_at is not null and not is_summed and state in (1, 2, 4, 5, 6)";

    // After the point of what is spent: a decimal has no place for as many as an amount in the tables may have.
    private const string Digits = "10";

    // A delivered job changes no more. Two who sum at once take different ones.
    private readonly string _sum = $"""
        with done as (
          update {schema}.jobs set is_summed = true where key in (
            select key from {schema}.jobs
            where state = 6 and reserved_at is not null and not is_summed
              and {SpentSums.Usd} is not null
            limit 1000 for update skip locked)
          returning {SpentSums.Returned}),
        {SpentSums.Parts(schema)}
        select count(*) from done
        """;

    // One statement, so that a job is in one of the two parts, whoever sums at the same time.
    private readonly string _always = $"""
        select round(
          (select coalesce(sum(usd), 0) from {schema}.sums where {IsOf})
          + (select coalesce(sum({SpentSums.Usd}), 0) from {schema}.jobs where {IsOpen} and {IsOf}), {Digits}),
          (select key from {schema}.jobs where {IsOpen} and {IsOf} and {SpentSums.Usd} is null limit 1)
        """;

    /// <summary>Moves delivered jobs into the sums.</summary>
    internal async Task SumAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var sum = new NpgsqlCommand(_sum, connection);
        await sum.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds the costs up that count in a budget.</summary>
    /// <exception cref="ModelLedgerException">A row that counts has neither a cost nor a price that can be read.</exception>
    internal async Task<decimal> OfAsync(NpgsqlConnection connection, LedgerBudget budget, CancellationToken cancellationToken)
    {
        var query = budget.Window == BudgetWindow.Always ? _always : Within(budget.Window);
        using var command = new NpgsqlCommand(query, connection);
        command.Add("service", budget.Service, NpgsqlDbType.Text);
        command.Add("model", budget.ModelId, NpgsqlDbType.Text);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            return reader.IsDBNull(1) ? Sum(reader, budget) : throw Unread(budget, reader.GetString(1));
        }
    }

    private decimal Sum(NpgsqlDataReader reader, LedgerBudget budget)
    {
        try
        {
            return reader.GetDecimal(0);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException)
        {
            throw new ModelLedgerException(
                $"What {budget.Words} have cost {budget.Window.Words} cannot be read: {ErrorText.Ended(exception.Message)} The budget "
                + $"cannot be checked, so nothing was sent. Correct the amounts in the tables "
                + $"{schema}.jobs, {schema}.sums and {schema}.hours.",
                exception)
            {
                IsLasting = true,
            };
        }
    }

    private ModelLedgerException Unread(LedgerBudget budget, string key) => new(
        $"The row of the job \"{ErrorText.Cut(key)}\" in the table {schema}.jobs has a cost or a price that cannot be read, and it counts "
        + $"in the budget for {budget.Words} {budget.Window.Words}. The budget cannot be checked, so nothing was sent. "
        + "Set cost_usd and price_usd of that row to real amounts.")
    {
        Key = key,
        IsLasting = true,
    };

    // The sum of the hour in which the window begins has what was before it as well. Of that, jobs that were forgotten still count.
    private string Within(BudgetWindow window) =>
        $"""
        select round(
          (select coalesce(sum(usd), 0) from {schema}.hours where hour >= {SpentSums.HourOf(window.Start)} and {IsOf})
          - (select coalesce(sum({SpentSums.Usd}), 0) from {schema}.jobs
             where reserved_at >= {SpentSums.HourOf(window.Start)} and reserved_at < {window.Start} and is_summed and {IsOf})
          + (select coalesce(sum({SpentSums.Usd}), 0) from {schema}.jobs
             where {IsOpen} and reserved_at >= {window.Start} and {IsOf}), {Digits}),
          (select key from {schema}.jobs
           where {IsOpen} and reserved_at >= {window.Start} and {IsOf} and {SpentSums.Usd} is null limit 1)
        """;
}
