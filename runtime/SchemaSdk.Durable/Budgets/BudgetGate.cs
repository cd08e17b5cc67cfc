using System.Globalization;
using SchemaSdk.Durable.Calls;
using SchemaSdk.Durable.Sql;
using SchemaSdk.Durable.Writing;

namespace SchemaSdk.Durable.Budgets;

/// <summary>
/// Lets only those jobs be sent that fit into the budgets of all processes. Each budget has a row: the transaction that has locked it adds
/// up what is spent and reserved, and records its own jobs before the next one does.
/// </summary>
internal sealed class BudgetGate(SqlStore store, Writer writer, IReadOnlyList<LedgerBudget> budgets)
{
    private readonly SqlDialect _sql = store.Dialect;

    internal bool Covers(LedgerEntry entry) => budgets.Any(budget => budget.Covers(entry));

    /// <summary>Records a group of lines that say that jobs are sent, as far as the budgets allow.</summary>
    internal Task TakeAsync(List<RecordCall> calls, Patience patience) => writer.TakeAsync(
        calls,
        patience,
        async open =>
        {
            var made = await store.TransactAsync(
                (session, cancel) => PutAsync(session, open, cancel), CancellationToken.None).ConfigureAwait(false);
            var refused = open.FindAll(static call => call.Refusal is not null);
            refused.ForEach(call => call.Failed(call.Refusal!));
            await writer.TellAsync(
                open.FindAll(call => call.Refusal is null), [.. made.Where((_, at) => open[at].Refusal is null)]).ConfigureAwait(false);
        });

    private async Task<long?[]> PutAsync(SqlSession session, List<RecordCall> calls, CancellationToken cancellationToken)
    {
        var made = new long?[calls.Count];
        calls.ForEach(static call => (call.Refusal, call.IsTried) = (null, false));   // what an attempt before found may be over
        var concerned = budgets.Where(budget => calls.Exists(call => budget.Covers(call.Entry))).ToList();

        // The order of the names keeps two who want several from waiting for each other.
        await session.RunAsync(
            [
                .. concerned.Select(budget => budget.Name).Order(StringComparer.Ordinal).Distinct().Select(name => new Statement(
                    $"insert into {_sql.Table("budgets")} (name) values ($1) on conflict (name) do update set name = excluded.name",
                    SqlValue.Of(name))),
            ],
            cancellationToken).ConfigureAwait(false);
        await Spending.SumAsync(session, _sql, cancellationToken).ConfigureAwait(false);
        var now = (await session.QueryAsync(
            new Statement($"select {_sql.Now}"), reader => _sql.TimeOf(reader, 0), cancellationToken).ConfigureAwait(false))[0];

        for (var isSettled = false; !isSettled;)
        {
            var left = new Dictionary<LedgerBudget, decimal>();
            foreach (var budget in concerned)
            {
                var spent = await Spending.OfAsync(session, _sql, budget, budget.Window.StartAt(now), cancellationToken)
                    .ConfigureAwait(false);
                left[budget] = budget.LimitUsd - (spent / 1_000_000_000m);
            }

            // A line that the database does not take leaves its share to those that did not fit.
            var open = Enumerable.Range(0, calls.Count).Where(at => made[at] is null && !calls[at].IsTried).ToList();
            var fitting = open.FindAll(at => (calls[at].Refusal = TakeFrom(left, calls[at].Entry)) is null);
            var put = await session.RunAsync(fitting.ConvertAll(at => calls[at].Statement), cancellationToken).ConfigureAwait(false);
            for (var number = 0; number < fitting.Count; number++)
            {
                made[fitting[number]] = put[number];
                calls[fitting[number]].IsTried = true;
            }

            isSettled = fitting.Count == open.Count || !put.Contains(null);
        }

        return made;
    }

    private ModelBudgetException? TakeFrom(Dictionary<LedgerBudget, decimal> left, LedgerEntry entry)
    {
        var covering = budgets.Where(budget => budget.Covers(entry)).ToList();
        if (covering.Find(budget => !(entry.PriceUsd <= left[budget])) is { } full)
        {
            return Refusal(entry, full, left[full]);
        }

        covering.ForEach(budget => left[budget] -= entry.PriceUsd!.Value);
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
}
