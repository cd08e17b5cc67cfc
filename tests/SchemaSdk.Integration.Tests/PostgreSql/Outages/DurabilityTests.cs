using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

/// <summary>A line that a ledger has confirmed outlives a crash, whatever the settings of its database are.</summary>
public sealed class DurabilityTests
{
    [FactWith(Server.PostgreSql)]
    public async Task Every_change_of_a_job_is_durable_where_the_default_of_the_database_is_not()
    {
        var database = await SharedCluster.DatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await RunAsync(database, $"alter database {name} set synchronous_commit = off");
        await using var source = NpgsqlDataSource.Create(database);
        await using var ledger = new PostgreSqlJobLedger(source, new() { LeaseTime = TimeSpan.FromHours(1) });
        await ledger.MigrateAsync();
        await RunAsync(database, """
            create table settings (setting text);
            create function note() returns trigger language plpgsql as
              'begin insert into public.settings values (current_setting(''synchronous_commit'')); return null; end';
            create constraint trigger note after insert or update on schemasdk.jobs deferrable initially deferred
              for each row execute function note();
            """);

        await ledger.UpToAsync("delivered", LedgerState.Delivered);
        await ledger.BeginAsync(Desk.Queued("queued"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ledger.ReleaseAsync(["queued"]);
        await Leases.Died.SendingAsync(database, "died");
        await ledger.FindAsync("died");
        await BeginInTransactionAsync(source, ledger);

        Assert.Equal(["on"], await SettingsAsync(source));
        await RunAsync(database, "update schemasdk.jobs set place = 0");
        Assert.Equal(["off", "on"], await SettingsAsync(source));
    }

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task No_confirmed_line_is_lost_by_a_crash_of_a_server_that_writes_its_log_late()
    {
        await using var cluster = await PrivateCluster.StartAsync("synchronous_commit=off", "wal_writer_delay=10s");
        await using var ledger = new PostgreSqlJobLedger(await cluster.CreateDatabaseAsync());
        foreach (var state in Enum.GetValues<LedgerState>())
        {
            await ledger.UpToAsync($"{state}", state);

            await cluster.RestartAsync(isCrash: true);

            Assert.Equal(state, (await ledger.FindAsync($"{state}"))?.State);
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_server_that_does_not_sync_is_refused_unless_that_may_be()
    {
        await using var cluster = await PrivateCluster.StartAsync("fsync=off");
        var database = await cluster.CreateDatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Intent("a")).AsTask());

        Assert.Contains("fsync=off", error.Message, StringComparison.Ordinal);
        await using var ofTests = new PostgreSqlJobLedger(database, new() { RequiresFsync = false });
        Assert.Null(await ofTests.BeginAsync(Desk.Intent("a")));
    }

    private static async Task BeginInTransactionAsync(NpgsqlDataSource source, PostgreSqlJobLedger ledger)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ledger.BeginAsync(Desk.Queued("with an order"), transaction);
        await transaction.CommitAsync();
    }

    private static async Task RunAsync(string database, string statement)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> SettingsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select distinct setting from settings order by 1");
        await using var reader = await command.ExecuteReaderAsync();
        var settings = new List<string>();
        while (await reader.ReadAsync())
        {
            settings.Add(reader.GetString(0));
        }

        return settings;
    }
}
