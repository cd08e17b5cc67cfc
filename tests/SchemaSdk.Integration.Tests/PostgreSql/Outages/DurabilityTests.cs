namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

public sealed class DurabilityTests : DatabaseTest
{
    private const string Settings = "select string_agg(distinct setting, ' ') from settings";

    [FactWith(Server.PostgreSql)]
    public async Task Every_change_of_a_job_is_durable_even_if_commits_on_the_server_are_not()
    {
        await using var ledger = new PostgreSqlJobLedger(Source, new() { LeaseTime = TimeSpan.FromHours(1) });
        await NoteSettingsAsync(ledger);

        await ledger.UpToAsync("delivered", LedgerState.Delivered);
        await ledger.BeginAsync(Draft.Queued("queued"));
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await ledger.ReleaseAsync(["queued"]);
        await DieAfterAsync(died => died.UpToAsync("died", LedgerState.Sending));
        await ledger.FindAsync("died");
        await using var transaction = await BeginAsync();
        await ledger.BeginAsync(Draft.Queued("with an order"), transaction);
        await transaction.CommitAsync();

        Assert.Equal("on", await RunAsync(Settings));
        await RunAsync("update schemasdk.jobs set place = 0");
        Assert.Equal("off on", await RunAsync(Settings));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("local", "on")]
    [InlineData("remote_write", "on")]
    [InlineData("remote_apply", "remote_apply")]
    public async Task A_change_is_committed_synchronously_even_if_the_connection_string_says_otherwise(string given, string used)
    {
        await using var ledger = new PostgreSqlJobLedger($"{Database};Options=-c synchronous_commit={given}");
        await NoteSettingsAsync(ledger);

        await ledger.UpToAsync("k", LedgerState.Sending);

        Assert.Equal(used, await RunAsync(Settings));
    }

    // Only full runs include this test, because it starts a separate server.
    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task A_server_without_fsync_is_refused_unless_the_options_allow_it()
    {
        await using var cluster = await PrivateCluster.StartAsync("fsync=off");
        var database = await cluster.CreateDatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Draft.Intent("a")).AsTask());

        Assert.Contains("fsync=off", error.Message, StringComparison.Ordinal);
        await using var ofTests = new PostgreSqlJobLedger(database, new() { RequiresFsync = false });
        Assert.Null(await ofTests.BeginAsync(Draft.Intent("a")));
    }

    private async Task NoteSettingsAsync(PostgreSqlJobLedger ledger)
    {
        await ledger.MigrateAsync();
        await RunAsync("""
            create table settings (setting text);
            create function note() returns trigger language plpgsql as
              'begin insert into public.settings values (current_setting(''synchronous_commit'')); return null; end';
            create constraint trigger note after insert or update on schemasdk.jobs deferrable initially deferred
              for each row execute function note();
            """);
    }
}
