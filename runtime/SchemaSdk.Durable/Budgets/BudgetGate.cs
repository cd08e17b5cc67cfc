namespace SchemaSdk.Durable.Budgets;

/// <summary>
/// Checks each job against the budgets before the job is sent. All processes share the budgets. One transaction locks the rows of the
/// budgets, adds up the spent and reserved amounts, and records the jobs that exceed no budget.
/// </summary>
internal sealed class BudgetGate(SqlStore store, Writer writer, IReadOnlyList<LedgerBudget> budgets)
{
    private readonly SqlDialect _sql = store.Dialect;

    /// <summary>True if the ledger's own options have budgets. Budgets that clients set are ignored here.</summary>
    internal bool IsNeeded => budgets.Count > 0;

    internal bool Covers(LedgerEntry entry) => Covering(entry).Any();

    /// <summary>Records the jobs of a group as being sent, except those that exceed a budget.</summary>
    internal Task TakeAsync(List<RecordCall> calls, Patience patience) => writer.TakeAsync(calls, patience, async all =>
    {
        var made = await store.TransactAsync(session => PutAsync(session, all), patience).ConfigureAwait(false);
        var taken = made.Keys.Where(static call => call.Refusal is null).ToList();
        made.Keys.Except(taken).ToList().ForEach(static call => call.Failed(call.Refusal!));
        await writer.TellAsync(taken, [.. taken.Select(call => made[call])]).ConfigureAwait(false);
    });

    // The result omits a call if its row is locked. That call is then retried alone.
    private async Task<Dictionary<RecordCall, long?>> PutAsync(SqlSession session, List<RecordCall> all)
    {
        all.ForEach(static call => call.Refusal = null);   // an earlier attempt's refusal may be outdated

        // A group skips locked jobs, but a single call waits for its job. No budget is locked during that wait.
        var locking = all.Count == 1 ? _sql.ForUpdateOfAll : _sql.ForUpdate;
        var query = new Statement($"select j.key, j.version from {_sql.Table("jobs")} j where {_sql.IsIn("j.key", "$1")}{locking}",
            all.Select(static call => call.Key).ToArray());
        var found = await session.QueryAsync(
            query, static reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt32(1))).ConfigureAwait(false);
        var versions = found.ToDictionary(StringComparer.Ordinal);
        var made = all.Where(call => all.Count == 1 || versions.ContainsKey(call.Key)).ToDictionary(call => call, _ => (long?)null);

        // Leaves out entries that are outdated or already recorded by an unconfirmed commit, because they need no reservation.
        var open = made.Keys.Where(call => versions.GetValueOrDefault(call.Key) + 1 == call.Entry.Version).ToList();
        var concerned = open.SelectMany(call => Covering(call.Entry)).Distinct().ToList();
        var now = await LockAsync(session, concerned).ConfigureAwait(false);
        while (open.Count > 0)
        {
            var left = new Dictionary<LedgerBudget, decimal>();
            foreach (var budget in concerned)
            {
                var spent = await Spending.OfAsync(session, _sql, budget, budget.Window.StartAt(now)).ConfigureAwait(false);
                left[budget] = budget.LimitUsd - (spent / 1_000_000_000m);
            }

            var fitting = open.FindAll(call => (call.Refusal = TakeFrom(left, call.Entry)) is null);
            var put = await session.RunAsync(fitting.ConvertAll(call => call.Statement)).ConfigureAwait(false);
            foreach (var (call, number) in fitting.Zip(put))
            {
                made[call] = number;
            }

            // A rejected entry uses no budget, so jobs that exceeded a budget may fit now.
            open = put.Contains(null) ? open.FindAll(static call => call.Refusal is not null) : [];
        }

        return made;
    }

    private async Task<DateTimeOffset> LockAsync(SqlSession session, List<LedgerBudget> concerned)
    {
        // A fixed order of the names prevents deadlocks.
        var names = concerned.Select(budget => budget.Name).Distinct().Order(StringComparer.Ordinal).Select(name => new Statement(
            $"insert into {_sql.Table("budgets")} (name) values ($1) on conflict (name) do update set name = excluded.name", name));
        await session.RunAsync([.. names]).ConfigureAwait(false);
        await Spending.SumAsync(session, _sql).ConfigureAwait(false);
        return (await session.QueryAsync(new($"select {_sql.Now}"), reader => _sql.TimeOf(reader, 0)).ConfigureAwait(false))[0];
    }

    private IEnumerable<LedgerBudget> Covering(LedgerEntry entry)
    {
        var own = budgets.Where(budget => budget.Covers(entry)).Select(budget => budget.For(entry));
        return entry.Attempt?.BudgetUsd is { } usd
            ? own.Append(new LedgerBudget { LimitUsd = usd, Window = BudgetWindow.Always, Service = entry.Service }) : own;
    }

    private ModelBudgetException? TakeFrom(Dictionary<LedgerBudget, decimal> left, LedgerEntry entry)
    {
        if (Covering(entry).FirstOrDefault(budget => !(entry.PriceUsd <= left[budget])) is { } full)
        {
            return Refusal(entry, full, left[full]);
        }

        // The job also counts towards budgets that other clients of this ledger set.
        left.Keys.Where(budget => budget.Covers(entry)).ToList().ForEach(budget => left[budget] -= entry.PriceUsd!.Value);
        return null;
    }

    private static ModelBudgetException Refusal(LedgerEntry entry, LedgerBudget budget, decimal left)
    {
        var limit = FormattableString.Invariant($"the budget of {budget.LimitUsd} US dollars for {budget.Words} {budget.Window.Words}");
        var advice = budget.Window == BudgetWindow.Always ? "Raise the budget. It has no window, so all earlier spending counts."
            : "Raise the budget, or wait until earlier spending falls outside its window.";
        var reason = entry.PriceUsd is { } price ? FormattableString.Invariant(
                $"its price is {price} US dollars, but {limit} has only {left} US dollars left, counting all processes. {advice}")
            : $"its price is not known, so {limit} cannot be checked. Check that the catalogue of the service can be read.";
        return new($"The job '{entry.Key}' of {entry.ModelId} was not sent: {reason}")
        {
            EstimateUsd = entry.PriceUsd,
            LimitUsd = entry.PriceUsd is null ? null : left,
            ModelId = entry.ModelId,
            Key = entry.Key,
        };
    }
}
