using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using SchemaSdk.PostgreSql.Calls;

namespace SchemaSdk.PostgreSql.Budgets;

/// <summary>
/// Lets only those jobs be sent that fit into the budgets of all processes. Each budget has a row; who holds its lock adds up what is
/// spent and reserved, and puts its own jobs down before the next one does.
/// </summary>
internal sealed class BudgetGate(string schema, IReadOnlyList<LedgerBudget> budgets)
{
    private readonly string _lock = $"""
        with made as (insert into {schema}.budgets (name) select unnest(@names) on conflict do nothing returning name)
        select count(*) from made
        """;

    // The order of the names keeps two who want several from waiting for each other.
    private readonly string _take = $"select 1 from {schema}.budgets where name = any(@names) order by name for update";

    private readonly SpentCosts _costs = new(schema);

    internal bool Covers(LedgerEntry entry)
    {
        foreach (var budget in budgets)
        {
            if (budget.Covers(entry))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the locks of the budgets, until the end of the transaction.</summary>
    internal async Task LockAsync(NpgsqlConnection connection, List<RecordCall> calls, CancellationToken cancellationToken)
    {
        var names = Concerned(calls).ConvertAll(budget => budget.Name).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        foreach (var statement in (string[])[_lock, _take])
        {
            using var command = new NpgsqlCommand(statement, connection);
            command.Add("names", names, NpgsqlDbType.Array | NpgsqlDbType.Text);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the jobs that fit, one after the other. The others get the reason, which is told by <see cref="Refuse"/>.</summary>
    internal async Task<List<RecordCall>> FittingAsync(
        NpgsqlConnection connection, List<RecordCall> calls, CancellationToken cancellationToken)
    {
        await _costs.SumAsync(connection, cancellationToken).ConfigureAwait(false);
        var left = new Dictionary<LedgerBudget, decimal>();
        foreach (var budget in Concerned(calls))
        {
            left[budget] = budget.LimitUsd - await _costs.OfAsync(connection, budget, cancellationToken).ConfigureAwait(false);
        }

        return calls.FindAll(call => (call.Refusal = TakeFrom(left, call.Entry)) is null);
    }

    /// <summary>Tells those that did not fit.</summary>
    internal void Refuse(List<RecordCall> calls)
    {
        foreach (var call in calls)
        {
            if (call.Refusal is { } refusal)
            {
                call.TrySetException(refusal);
            }
        }
    }

    private ModelBudgetException? TakeFrom(Dictionary<LedgerBudget, decimal> left, LedgerEntry entry)
    {
        foreach (var budget in budgets)
        {
            if (budget.Covers(entry) && !(entry.PriceUsd <= left[budget]))
            {
                return Refusal(entry, budget, left[budget]);
            }
        }

        foreach (var budget in budgets)
        {
            if (budget.Covers(entry))
            {
                left[budget] -= entry.PriceUsd!.Value;
            }
        }

        return null;
    }

    private static ModelBudgetException Refusal(LedgerEntry entry, LedgerBudget budget, decimal left)
    {
        var limit = string.Create(
            CultureInfo.InvariantCulture, $"the budget of {budget.LimitUsd} US dollars for {budget.Words} {budget.Window.Words}");
        return new(entry.PriceUsd is { } price
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The job '{entry.Key}' of {entry.ModelId} was not sent: it costs {price} US dollars, and {left} are left of "
                + $"{limit}, which all processes share. Raise the budget, or wait until its window has moved on.")
            : $"The job '{entry.Key}' of {entry.ModelId} was not sent: its price is not known, and {limit} has to hold. Look whether the "
                + "catalogue of the service can be read.")
        {
            EstimateUsd = entry.PriceUsd,
            LimitUsd = entry.PriceUsd is null ? null : left,
            ModelId = entry.ModelId,
            Key = entry.Key,
        };
    }

    private List<LedgerBudget> Concerned(List<RecordCall> calls)
    {
        var concerned = new List<LedgerBudget>();
        foreach (var budget in budgets)
        {
            if (calls.Exists(call => budget.Covers(call.Entry)))
            {
                concerned.Add(budget);
            }
        }

        return concerned;
    }
}
