namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

public sealed class DamagedAmountTests : DatabaseTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [TheoryWith(Server.PostgreSql)]
    [InlineData("price_usd = 'NaN'", LedgerState.Accepted)]
    [InlineData("price_usd = 'Infinity'", LedgerState.Sending)]
    [InlineData("price_usd = 1e40, cost_usd = 0", LedgerState.Ended)]
    [InlineData("cost_usd = 'NaN', price_usd = null", LedgerState.Delivered)]
    [InlineData("cost_usd = -1e40, price_usd = 'NaN'", LedgerState.Delivered)]
    public async Task A_row_with_damaged_amounts_counts_with_the_recorded_amount(string damage, LedgerState state)
    {
        await using var ledger = Open(BudgetWindow.Always, BudgetWindow.Last(Hour));
        await ledger.UpToAsync("bad", state, price: 0.5m);
        await RunAsync($"update schemasdk.jobs set {damage} where key = 'bad'");

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("a", LedgerState.Sending, price: 0.51m));
        await ledger.UpToAsync("b", LedgerState.Delivered, price: 0.5m);

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.01m));
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_amount_is_rounded_up_to_a_billionth()
    {
        await using var ledger = Open(BudgetWindow.Always, BudgetWindow.Last(Hour));
        await ledger.UpToAsync("long", LedgerState.Sending, price: 0.1234567890123456789012345678m);

        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("b", LedgerState.Sending, price: 1m));

        Assert.Equal(0.876543210m, error.LimitUsd);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_removed_row_with_damaged_amounts_counts_with_the_recorded_amount()
    {
        await using var ledger = new PostgreSqlJobLedger(Database, new() { JobsKeptFor = TimeSpan.Zero });
        await ledger.UpToAsync("good", LedgerState.Delivered, price: 0.5m);
        await ledger.UpToAsync("bad", LedgerState.Delivered, price: 0.5m);
        await RunAsync("update schemasdk.jobs set price_usd = 'NaN' where key = 'bad'");

        await ledger.ForgetAsync();

        Assert.Equal(0L, await RunAsync("select count(*) from schemasdk.jobs"));
        Assert.Equal(1_000_000_000m, await RunAsync("select sum(nano) from schemasdk.spent"));
    }

    private PostgreSqlJobLedger Open(params BudgetWindow[] windows) => new(
        Database, new() { Budgets = [.. windows.Select(window => new LedgerBudget { LimitUsd = 1m, Window = window })] });
}
