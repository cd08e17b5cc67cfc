namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

/// <summary>Budgets that no cost of zero empties, and no window breaks.</summary>
public sealed class LateCostTests
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cost_of_zero_that_is_told_gives_nothing_back(bool isDelivered)
    {
        foreach (var window in (BudgetWindow[])[BudgetWindow.Always, BudgetWindow.Last(TimeSpan.FromHours(1))])
        {
            await using var ledger = await OpenAsync(window);
            var sent = await SendAsync(ledger, "a", 1m);
            var accepted = await ledger.NextAsync(sent, LedgerState.Accepted, "req");
            var end = new LedgerEnd { Outcome = JobState.Succeeded, CostUsd = 0m };
            var ended = await ledger.NextAsync(accepted with { End = end }, LedgerState.Ended);
            _ = isDelivered ? await ledger.NextAsync(ended, LedgerState.Delivered) : ended;

            // Neither nothing nor twice: the second one after the delivered job was added to the sums.
            await SendAsync(ledger, "b", 1m);
            await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "c", 0.01m));

            Assert.Equal(0m, (await ledger.FindAsync("a"))!.End?.CostUsd);
        }
    }

    [FactWith(Server.PostgreSql)]
    public void A_window_that_no_database_has_is_refused_when_it_is_made()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => BudgetWindow.Last(TimeSpan.MaxValue));

        Assert.Contains("to 36500 days, or BudgetWindow.Always", error.Message, StringComparison.Ordinal);
        Assert.Equal("within 36500.00:00:00", BudgetWindow.Last(TimeSpan.FromDays(36_500)).ToString());
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_longest_window_counts_what_is_spent()
    {
        await using var ledger = await OpenAsync(BudgetWindow.Last(TimeSpan.FromDays(36_500)));

        await SendAsync(ledger, "a", 1m);

        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "b", 1.01m));
    }

    private static async Task<PostgreSqlJobLedger> OpenAsync(BudgetWindow window) => Open(await SharedCluster.DatabaseAsync(), window);

    private static PostgreSqlJobLedger Open(string database, BudgetWindow window) =>
        new(database, new() { Budgets = [new LedgerBudget { LimitUsd = 2m, Window = window }] });

    private static async Task<LedgerEntry> SendAsync(PostgreSqlJobLedger ledger, string key, decimal price)
    {
        var intent = Desk.Intent(key) with { PriceUsd = price };
        await ledger.BeginAsync(intent);
        return await ledger.NextAsync(intent, LedgerState.Sending);
    }
}
