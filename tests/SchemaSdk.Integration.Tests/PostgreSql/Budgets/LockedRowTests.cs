using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Budgets;

/// <summary>Jobs within a budget while a transaction of somebody else keeps the row of one of them locked.</summary>
public sealed class LockedRowTests : IAsyncLifetime
{
    private NpgsqlDataSource _source = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _database = await SharedCluster.DatabaseAsync();
        _source = NpgsqlDataSource.Create(_database);
    }

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_waits_for_its_row_keeps_no_budget_from_other_processes()
    {
        await using var one = Open();
        await using var two = Open();
        var intents = await BeginAsync(one, "k0", "k1", "k2");
        await one.NextAsync(intents[0], LedgerState.Sending);
        await using var hold = await HoldAsync("select from schemasdk.jobs where key = 'k1' for update");

        var first = one.NextAsync(intents[1], LedgerState.Sending);
        await SomebodyWaitsAsync();

        await using var budgets = _source.CreateCommand(
            "select count(*) from (select from schemasdk.budgets for update nowait) locked");
        Assert.Equal(1L, await budgets.ExecuteScalarAsync());
        await two.NextAsync(intents[2], LedgerState.Sending).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(first.IsCompleted);
        await hold.RollbackAsync();
        await first;
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_that_waits_for_its_row_lets_those_go_that_came_with_it()
    {
        await using var ledger = Open();
        var intents = await BeginAsync(ledger, "k0", "k1", "k2", "k3");
        await using var row = await HoldAsync("select from schemasdk.jobs where key = 'k1' for update");

        await AssertOnlyTheSecondWaitsAsync(ledger, intents, () => row.RollbackAsync());
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("25P03")]
    [InlineData("25P04")]
    public async Task A_job_that_takes_longer_than_a_transaction_may_lets_those_go_that_came_with_it(string state)
    {
        await using var ledger = Open();
        var intents = await BeginAsync(ledger, "k0", "k1", "k2", "k3");
        await RunAsync($"""
            create table slow ();
            insert into slow default values;
            create function fail() returns trigger language plpgsql as
              'begin if new.key = ''k1'' and exists (select from slow) then raise exception ''Slow.'' using errcode = ''{state}''; end if;
               return new; end';
            create trigger fail before update on schemasdk.jobs for each row execute function fail();
            """);

        await AssertOnlyTheSecondWaitsAsync(ledger, intents, () => RunAsync("delete from slow"));
    }

    // The second and the third go together, once the fourth is done.
    private async Task AssertOnlyTheSecondWaitsAsync(PostgreSqlJobLedger ledger, List<LedgerEntry> intents, Func<Task> letGo)
    {
        await ledger.NextAsync(intents[0], LedgerState.Sending);
        await using var gate = await HoldAsync("select from schemasdk.budgets for update");
        var before = ledger.NextAsync(intents[3], LedgerState.Sending);
        await SomebodyWaitsAsync();

        var lines = intents[1..3].ConvertAll(intent => ledger.NextAsync(intent, LedgerState.Sending));
        await gate.RollbackAsync();

        await Task.WhenAll(before, lines[1]).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(lines[0].IsCompleted);
        await letGo();
        await lines[0];
    }

    private static async Task<List<LedgerEntry>> BeginAsync(PostgreSqlJobLedger ledger, params string[] keys)
    {
        var intents = keys.Select(key => Desk.Intent(key) with { PriceUsd = 1m }).ToList();
        foreach (var intent in intents)
        {
            await ledger.BeginAsync(intent);
        }

        return intents;
    }

    private async Task RunAsync(string statements)
    {
        await using var command = _source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }

    // The connection ends with the source.
    private async Task<NpgsqlTransaction> HoldAsync(string statement)
    {
        var connection = await _source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(statement, connection);
        await hold.ExecuteNonQueryAsync();
        return transaction;
    }

    private async Task SomebodyWaitsAsync()
    {
        await using var waits = _source.CreateCommand(
            "select exists (select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database())");
        Assert.True(await Until.TrueAsync(async () => await waits.ExecuteScalarAsync() is true));
    }

    private PostgreSqlJobLedger Open() => new(_database, new() { Budgets = [new() { LimitUsd = 10m }] });
}
