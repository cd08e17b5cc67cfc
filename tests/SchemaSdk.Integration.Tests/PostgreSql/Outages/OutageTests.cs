using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

/// <summary>A database that goes away and comes back.</summary>
public sealed class OutageTests
{
    [FactWith(Server.PostgreSql)]
    public async Task A_restart_in_the_midst_of_writes_only_delays_them()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.BeginAsync(Desk.Intent("first"));
        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(lane => WriteAsync(ledger, $"{lane}", stop.Token)));

        await cluster.RestartAsync(isCrash: true);
        await ledger.BeginAsync(Desk.Intent("between"));
        await cluster.RestartAsync();
        await ledger.BeginAsync(Desk.Intent("last"));
        await stop.CancelAsync();
        var written = (await writing).Sum();

        var all = await ledger.AllAsync();
        Assert.Equal(written + 3, all.Count);
        Assert.Equal(written, all.Count(entry => entry.State == LedgerState.Delivered));
        Assert.Equal(0, (await ledger.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Connections_that_are_cut_cost_no_line_and_write_none_twice()
    {
        var cluster = await SharedCluster.Get();
        var database = await cluster.CreateDatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.BeginAsync(Desk.Intent("first"));
        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(lane => WriteAsync(ledger, $"{lane}", stop.Token)));

        for (var cuts = 0; cuts < 15; cuts++)
        {
            await cluster.CutAsync(database);
            await ledger.BeginAsync(Desk.Intent($"after cut {cuts}"));
        }

        await stop.CancelAsync();
        var written = (await writing).Sum();

        var delivered = (await ledger.AllAsync()).Where(entry => entry.State == LedgerState.Delivered).ToList();
        Assert.Equal(written, delivered.Count);
        Assert.All(delivered, entry => Assert.Equal(5, entry.Version));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_database_that_stays_away_is_told_with_its_place_and_without_its_password()
    {
        await using var ledger = new PostgreSqlJobLedger(
            "Host=127.0.0.1;Port=1;Database=app;Username=ada;Password=open-sesame", new() { RetryTime = TimeSpan.FromSeconds(0.1) });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Intent("a")).AsTask());

        Assert.Contains("127.0.0.1:1, database app", error.Message, StringComparison.Ordinal);
        Assert.Contains(". Check whether the database is running", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsLasting);
        Assert.DoesNotContain("open-sesame", error.ToString(), StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_database_that_nobody_has_made_is_told_with_what_to_do()
    {
        var connection = new NpgsqlConnectionStringBuilder(await SharedCluster.DatabaseAsync()) { Database = "nope" };
        await using var ledger = new PostgreSqlJobLedger(connection.ConnectionString, new() { RetryTime = TimeSpan.FromSeconds(0.1) });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Intent("a")).AsTask());

        Assert.EndsWith(
            "does not exist. Create the database, or name another one in the connection string.", error.Message, StringComparison.Ordinal);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_standby_that_does_not_take_over_in_time_may_do_so_later()
    {
        var database = await SharedCluster.DatabaseAsync();
        await using var primary = new PostgreSqlJobLedger(database);
        await primary.MigrateAsync();
        await using var standby = new PostgreSqlJobLedger(
            $"{database};Options=-c default_transaction_read_only=on", new() { RetryTime = TimeSpan.FromSeconds(0.1) });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => standby.BeginAsync(Desk.Intent("a")).AsTask());

        Assert.Contains("25006", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsLasting);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("XX000", false)]
    [InlineData("XX001", true)]
    [InlineData("XX002", true)]
    public async Task Damage_lasts_and_other_internal_errors_may_pass(string state, bool lasts)
    {
        var database = await SharedCluster.DatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.MigrateAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"""
            create function fail() returns trigger language plpgsql as 'begin raise exception ''No.'' using errcode = ''{state}''; end';
            create trigger fail before insert on schemasdk.jobs for each row execute function fail();
            """);
        await command.ExecuteNonQueryAsync();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Intent("a")).AsTask());

        Assert.Equal(lasts, error.IsLasting);
    }

    [FactWith(Server.PostgreSql)]
    public void A_connection_string_that_cannot_be_read_is_not_shown()
    {
        var error = Assert.Throws<ArgumentException>(() => new PostgreSqlJobLedger("Host=db;Password=open;sesame=1"));

        Assert.DoesNotContain("sesame", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<int> WriteAsync(PostgreSqlJobLedger ledger, string lane, CancellationToken stop)
    {
        var written = 0;
        for (; !stop.IsCancellationRequested; written++)
        {
            await ledger.UpToAsync($"{lane}-{written}", LedgerState.Delivered);
        }

        return written;
    }
}
