using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

/// <summary>Amounts that were edited by hand in the database and do not fit in a decimal.</summary>
public sealed class DamagedAmountTests : IAsyncLifetime
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [TheoryWith(Server.PostgreSql)]
    [InlineData("price_usd = 'NaN'", LedgerState.Accepted)]
    [InlineData("price_usd = 'Infinity'", LedgerState.Sending)]
    [InlineData("price_usd = 1e40, cost_usd = 0", LedgerState.Ended)]
    [InlineData("cost_usd = 'NaN', price_usd = null", LedgerState.Delivered)]
    [InlineData("cost_usd = -1e40, price_usd = 'NaN'", LedgerState.Delivered)]
    public async Task A_row_whose_amounts_were_damaged_counts_with_what_was_recorded(string damage, LedgerState state)
    {
        await using var ledger = Open(BudgetWindow.Always, BudgetWindow.Last(Hour));
        await ledger.UpToAsync("bad", state, price: 0.5m);
        await RunAsync($"update schemasdk.jobs set {damage} where key = 'bad'");

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("a", LedgerState.Sending, price: 0.51m));
        await ledger.UpToAsync("b", LedgerState.Delivered, price: 0.5m);

        await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("c", LedgerState.Sending, price: 0.01m));
    }

    [FactWith(Server.PostgreSql)]
    public async Task An_amount_with_more_digits_than_a_billionth_is_rounded_up()
    {
        await using var ledger = Open(BudgetWindow.Always, BudgetWindow.Last(Hour));
        await ledger.UpToAsync("long", LedgerState.Sending, price: 0.1234567890123456789012345678m);

        var error = await Assert.ThrowsAsync<ModelBudgetException>(() => ledger.UpToAsync("b", LedgerState.Sending, price: 1m));

        Assert.Equal(0.876543210m, error.LimitUsd);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_row_whose_amounts_were_damaged_is_forgotten_and_counts_with_what_was_recorded()
    {
        await using var ledger = new PostgreSqlJobLedger(_database, new() { JobsKeptFor = TimeSpan.Zero });
        await ledger.UpToAsync("good", LedgerState.Delivered, price: 0.5m);
        await ledger.UpToAsync("bad", LedgerState.Delivered, price: 0.5m);
        await RunAsync("update schemasdk.jobs set price_usd = 'NaN' where key = 'bad'");

        await ledger.ForgetAsync();

        Assert.Equal(0L, await ScalarAsync("select count(*) from schemasdk.jobs"));
        Assert.Equal(1_000_000_000m, await ScalarAsync("select sum(nano) from schemasdk.spent"));
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
