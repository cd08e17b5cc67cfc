namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

public sealed class ZeroCostTests : DatabaseTest
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reported_cost_of_zero_returns_nothing_to_the_budget(bool isDelivered)
    {
        foreach (var (window, schema) in new[] { (BudgetWindow.Always, "always"), (BudgetWindow.Last(TimeSpan.FromHours(1)), "hour") })
        {
            await using var ledger = Open(window, schema);
            var accepted = await ledger.UpToAsync("a", LedgerState.Accepted, price: 1m);
            var end = new LedgerEnd { Outcome = JobState.Succeeded, CostUsd = 0m };
            var ended = await ledger.NextAsync(accepted with { End = end }, LedgerState.Ended);
            _ = isDelivered ? await ledger.NextAsync(ended, LedgerState.Delivered) : ended;

            // The second job uses up the rest of the budget. The ledger would refuse it if the price of the first job were counted twice.
            await ledger.UpToAsync("b", LedgerState.Sending, price: 1m);
            await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.01m));

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
        await using var ledger = Open(BudgetWindow.Last(TimeSpan.FromDays(36_500)));

        await ledger.UpToAsync("a", LedgerState.Sending, price: 1m);

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("b", LedgerState.Sending, price: 1.01m));
    }

    private PostgreSqlJobLedger Open(BudgetWindow window, string schema = "schemasdk") =>
        new(Database, new() { Schema = schema, Budgets = [new LedgerBudget { LimitUsd = 2m, Window = window }] });
}
