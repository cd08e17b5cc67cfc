namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

public sealed class ZeroCostTests
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reported_cost_of_zero_returns_nothing_to_the_budget(bool isDelivered)
    {
        foreach (var window in (BudgetWindow[])[BudgetWindow.Always, BudgetWindow.Last(TimeSpan.FromHours(1))])
        {
            await using var ledger = await OpenAsync(window);
            var sent = await SendAsync(ledger, "a", 1m);
            var accepted = await ledger.NextAsync(sent, LedgerState.Accepted, "req");
            var end = new LedgerEnd { Outcome = JobState.Succeeded, CostUsd = 0m };
            var ended = await ledger.NextAsync(accepted with { End = end }, LedgerState.Ended);
            _ = isDelivered ? await ledger.NextAsync(ended, LedgerState.Delivered) : ended;

            // The second job uses up the rest of the budget. This fails if the price of the first job is counted twice.
            await SendAsync(ledger, "b", 1m);
            await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "c", 0.01m));

            Assert.Equal(0m, (await ledger.FindAsync("a"))!.End?.CostUsd);
        }
    }

    [Fact]
    public void A_window_of_more_than_a_hundred_years_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => BudgetWindow.Last(TimeSpan.MaxValue));

        Assert.Contains("to 36500 days, or BudgetWindow.Always", error.Message, StringComparison.Ordinal);
        Assert.Equal("within 36500.00:00:00", BudgetWindow.Last(TimeSpan.FromDays(36_500)).ToString());
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_longest_window_counts_costs()
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
        var intent = Entries.Intent(key) with { PriceUsd = price };
        await ledger.BeginAsync(intent);
        return await ledger.NextAsync(intent, LedgerState.Sending);
    }
}
