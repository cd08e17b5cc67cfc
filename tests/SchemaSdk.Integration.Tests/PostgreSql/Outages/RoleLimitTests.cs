using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

public sealed class RoleLimitTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task An_entry_waits_for_a_locked_row_beyond_the_statement_timeout()
    {
        await using var first = new PostgreSqlJobLedger(Database);
        await first.MigrateAsync();
        await using var ledger = new PostgreSqlJobLedger($"{Database};Options=-c statement_timeout=2s");
        var sending = await ledger.UpToAsync("a", LedgerState.Sending);
        await using var other = await BeginAsync("select from schemasdk.jobs for update");

        var accepting = ledger.NextAsync(sending, LedgerState.Accepted, "req-1");
        await RunAsync("select pg_sleep(2.5)");
        await other.RollbackAsync();

        Assert.Equal("req-1", (await accepting).RequestId);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_transaction_that_timed_out_on_the_server_is_retried()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await ledger.MigrateAsync();
        await RunAsync("""
            create sequence tries;
            create function fail() returns trigger language plpgsql as 'begin
              perform nextval(''tries'');
              if currval(''tries'') = 1 then raise exception ''Idle.'' using errcode = ''25P03''; end if;
              if currval(''tries'') = 2 then raise exception ''Slow.'' using errcode = ''25P04''; end if;
              return new; end';
            create trigger fail before insert on schemasdk.jobs for each row execute function fail();
            """);

        Assert.Null(await ledger.BeginAsync(Entries.Intent("a")));

        Assert.Equal(3L, await RunAsync("select last_value from tries"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_timeout_in_the_callers_transaction_says_to_run_the_transaction_again()
    {
        await using var ledger = new PostgreSqlJobLedger(Database);
        await ledger.MigrateAsync();
        await using var source = NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var limit = new NpgsqlCommand("set local statement_timeout = '200ms'", connection, transaction);
        await limit.ExecuteNonQueryAsync();
        await using var locking = await BeginAsync("lock table schemasdk.jobs");

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Entries.Intent("a"), transaction).AsTask());

        Assert.Contains("statement_timeout, transaction_timeout", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Then roll back your own transaction, and run it again.", error.Message, StringComparison.Ordinal);
    }
}
