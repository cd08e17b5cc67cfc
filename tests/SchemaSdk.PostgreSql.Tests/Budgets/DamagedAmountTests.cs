using Npgsql;

namespace SchemaSdk.PostgreSql.Tests.Budgets;

/// <summary>Amounts that somebody has written by hand, and that no budget can add up.</summary>
public sealed class DamagedAmountTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("price_usd = 'NaN'", LedgerState.Accepted)]
    [InlineData("price_usd = 'Infinity'", LedgerState.Sending)]
    [InlineData("price_usd = 1e40, cost_usd = 0", LedgerState.Ended)]
    [InlineData("cost_usd = 'NaN', price_usd = null", LedgerState.Delivered)]
    [InlineData("cost_usd = -1e40, price_usd = 'NaN'", LedgerState.Delivered)]
    public async Task A_row_that_no_budget_can_count_is_named_and_nothing_is_sent_until_it_is_corrected(string damage, LedgerState state)
    {
        await using var ledger = Open(BudgetWindow.Always, BudgetWindow.Last(Hour));
        await ledger.UpToAsync("bad", state, price: 0.5m);
        await RunAsync($"update schemasdk.jobs set {damage} where key = 'bad'");

        var errors = new List<ModelLedgerException>
        {
            await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.UpToAsync("b", LedgerState.Sending, price: 0.1m)),
            await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.1m)),
        };
        var states = (await ledger.FindAsync("b"))!.State;
        await RunAsync("update schemasdk.jobs set price_usd = 0.5, cost_usd = null where key = 'bad'");

        Assert.All(errors, error => Assert.Equal(("bad", true, false), (error.Key, error.IsLasting, error.IsConflict)));
        Assert.All(errors, error => Assert.Contains(
            "The row of the job \"bad\" in the table schemasdk.jobs has a cost or a price that cannot be read", error.Message,
            StringComparison.Ordinal));
        Assert.All(errors, error => Assert.EndsWith(
            "Set cost_usd and price_usd of that row to real amounts.", error.Message, StringComparison.Ordinal));
        Assert.Equal(LedgerState.Intended, states);
        await ledger.UpToAsync("d", LedgerState.Delivered, price: 0.5m);
        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("e", LedgerState.Sending, price: 0.1m));
    }

    [Theory]
    [InlineData("cost_usd = 'NaN'", 0.5)]
    [InlineData("cost_usd = 1e40", 0.5)]
    [InlineData("price_usd = 'NaN', cost_usd = 0.3", 0.7)]
    public async Task A_row_of_which_the_cost_or_the_price_can_be_read_counts_with_that(string damage, double left)
    {
        await using var ledger = Open(BudgetWindow.Always, BudgetWindow.Last(Hour));
        await ledger.UpToAsync("bad", LedgerState.Delivered, price: 0.5m);
        await RunAsync($"update schemasdk.jobs set {damage} where key = 'bad'");

        await ledger.UpToAsync("b", LedgerState.Sending, price: (decimal)left);

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.01m));
    }

    [Theory]
    [InlineData("price_usd = 0.1234567890123456789012345678901234567890")]
    [InlineData("price_usd = 10.5, cost_usd = 0.1234567890123456789012345678901234567890")]
    public async Task An_amount_with_more_digits_than_a_decimal_has_counts(string damage)
    {
        await using var ledger = Open(BudgetWindow.Always, BudgetWindow.Last(Hour));
        await ledger.UpToAsync("long", LedgerState.Sending, price: 0.5m);
        await RunAsync($"update schemasdk.jobs set {damage} where key = 'long'");

        await ledger.UpToAsync("b", LedgerState.Sending, price: 0.87m);

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.01m));
    }

    [Theory]
    [InlineData("sums")]
    [InlineData("hours")]
    public async Task A_sum_that_cannot_be_read_is_named_and_nothing_is_sent(string table)
    {
        await using var ledger = Open(table == "sums" ? BudgetWindow.Always : BudgetWindow.Last(Hour));
        await ledger.UpToAsync("a", LedgerState.Delivered, price: 0.5m);
        await ledger.UpToAsync("b", LedgerState.Delivered, price: 0.1m);
        await RunAsync($"update schemasdk.{table} set usd = 'NaN'");

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.1m));

        Assert.True(error.IsLasting);
        Assert.EndsWith(
            "Correct the amounts in the tables schemasdk.jobs, schemasdk.sums and schemasdk.hours.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_no_budget_can_count_is_not_forgotten_before_it_is_corrected()
    {
        await using var ledger = new PostgreSqlJobLedger(_database, new() { JobsKeptFor = TimeSpan.Zero });
        await ledger.UpToAsync("good", LedgerState.Delivered, price: 0.5m);
        await ledger.UpToAsync("bad", LedgerState.Delivered, price: 0.5m);
        await RunAsync("update schemasdk.jobs set price_usd = 'NaN' where key = 'bad'");

        await ledger.ForgetAsync();
        var kept = await ScalarAsync("select string_agg(key, ' ') from schemasdk.jobs");
        await RunAsync("update schemasdk.jobs set price_usd = 0.25");
        await ledger.ForgetAsync();

        Assert.Equal(("bad", 0L), (kept, await ScalarAsync("select count(*) from schemasdk.jobs")));
        Assert.Equal(0.75m, await ScalarAsync("select sum(usd) from schemasdk.sums"));
    }

    private PostgreSqlJobLedger Open(params BudgetWindow[] windows) => new(
        _database, new() { Budgets = [.. windows.Select(window => new LedgerBudget { LimitUsd = 1m, Window = window })] });

    private Task RunAsync(string statement) => ScalarAsync(statement);

    private async Task<object?> ScalarAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
