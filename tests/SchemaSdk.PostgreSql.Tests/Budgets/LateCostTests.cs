using Npgsql;

namespace SchemaSdk.PostgreSql.Tests.Budgets;

/// <summary>Budgets that no cost of zero empties, and no window breaks.</summary>
public sealed class LateCostTests
{
    private const string Downgraded = """
        drop table schemasdk.hours;
        drop index schemasdk.jobs_over;
        alter table schemasdk.jobs drop column put_at;
        delete from schemasdk.versions where version > 1;
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cost_of_zero_that_is_told_gives_nothing_back(bool isDelivered)
    {
        foreach (var window in (BudgetWindow[])[BudgetWindow.Always, BudgetWindow.Last(TimeSpan.FromHours(1))])
        {
            await using var ledger = await OpenAsync(window);
            var sent = await SendAsync(ledger, "a", 1m);
            var accepted = await ledger.NextAsync(sent, LedgerState.Accepted, "req");
            var ended = await ledger.NextAsync(accepted with { CostUsd = 0m }, LedgerState.Ended);
            _ = isDelivered ? await ledger.NextAsync(ended, LedgerState.Delivered) : ended;

            // The second one after the delivered job was added to the sums.
            await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "b", 0.01m));
            await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "c", 0.01m));

            Assert.Equal(0m, (await ledger.FindAsync("a"))!.CostUsd);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_cost_of_zero_that_an_earlier_version_has_added_up_gives_nothing_back(int version)
    {
        foreach (var window in (BudgetWindow[])[BudgetWindow.Always, BudgetWindow.Last(TimeSpan.FromHours(1))])
        {
            var database = await SharedCluster.DatabaseAsync();
            await using (var old = Open(database, window))
            {
                var accepted = await old.NextAsync(await SendAsync(old, "a", 1m), LedgerState.Accepted, "req");
                var ended = await old.NextAsync(accepted with { CostUsd = 0m }, LedgerState.Ended);
                await old.NextAsync(ended, LedgerState.Delivered);
            }

            await RunAsync(database, """
                update schemasdk.jobs set is_summed = true;
                insert into schemasdk.sums select '', model, 0 from schemasdk.jobs;
                insert into schemasdk.hours select date_trunc('hour', reserved_at), '', model, 0 from schemasdk.jobs;
                """);
            await RunAsync(database, version == 1 ? Downgraded : "delete from schemasdk.versions where version > 3;");
            await using var ledger = Open(database, window);

            await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "b", 0.01m));
        }
    }

    [Fact]
    public void A_window_that_no_database_has_is_refused_when_it_is_made()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => BudgetWindow.Last(TimeSpan.MaxValue));

        Assert.Contains("at most 36500 days, or take BudgetWindow.Always", error.Message, StringComparison.Ordinal);
        Assert.Equal("within 36500.00:00:00", BudgetWindow.Last(TimeSpan.FromDays(36_500)).ToString());
    }

    [Fact]
    public async Task The_longest_window_counts_what_is_spent()
    {
        await using var ledger = await OpenAsync(BudgetWindow.Last(TimeSpan.FromDays(36_500)));

        await SendAsync(ledger, "a", 1m);

        await Assert.ThrowsAsync<ModelBudgetException>(() => SendAsync(ledger, "b", 1m));
    }

    private static async Task<PostgreSqlJobLedger> OpenAsync(BudgetWindow window) => Open(await SharedCluster.DatabaseAsync(), window);

    private static PostgreSqlJobLedger Open(string database, BudgetWindow window) =>
        new(database, new() { Budgets = [new LedgerBudget { LimitUsd = 1m, Window = window }] });

    private static async Task RunAsync(string database, string statements)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<LedgerEntry> SendAsync(PostgreSqlJobLedger ledger, string key, decimal price)
    {
        var intent = Desk.Intent(key) with { PriceUsd = price };
        await ledger.BeginAsync(intent);
        return await ledger.NextAsync(intent, LedgerState.Sending);
    }
}
