using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

/// <summary>Limits of the role or the server, which end statements and transactions that would go on.</summary>
public sealed class RoleLimitTests
{
    [FactWith(Server.PostgreSql)]
    public async Task A_line_waits_for_a_locked_row_for_longer_than_a_statement_may_take()
    {
        var database = await SharedCluster.DatabaseAsync();
        await using var first = new PostgreSqlJobLedger(database);
        await first.MigrateAsync();
        await using var ledger = new PostgreSqlJobLedger($"{database};Options=-c statement_timeout=200ms");
        var sending = await ledger.UpToAsync("a", LedgerState.Sending);
        await using var source = NpgsqlDataSource.Create(database);
        await using var other = await source.OpenConnectionAsync();
        await using var locking = new NpgsqlCommand("begin; select from schemasdk.jobs for update", other);
        await locking.ExecuteNonQueryAsync();

        var accepting = ledger.NextAsync(sending, LedgerState.Accepted, "req-1");
        await using var holding = new NpgsqlCommand("select pg_sleep(1); commit", other);
        await holding.ExecuteNonQueryAsync();

        Assert.Equal("req-1", (await accepting).RequestId);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("25P03")]
    [InlineData("25P04")]
    public async Task A_transaction_that_the_server_found_too_slow_is_taken_again(string state)
    {
        var database = await SharedCluster.DatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.MigrateAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"""
            create sequence tries;
            create function fail() returns trigger language plpgsql as
              'begin if nextval(''tries'') = 1 then raise exception ''Slow.'' using errcode = ''{state}''; end if; return new; end';
            create trigger fail before insert on schemasdk.jobs for each row execute function fail();
            """);
        await command.ExecuteNonQueryAsync();

        Assert.Null(await ledger.BeginAsync(Desk.Intent("a")));
        Assert.Single(await ledger.AllAsync());
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_limit_that_ends_a_transaction_of_the_caller_says_to_run_all_of_that_again()
    {
        var database = await SharedCluster.DatabaseAsync();
        await using var ledger = new PostgreSqlJobLedger(database);
        await ledger.MigrateAsync();
        await using var source = NpgsqlDataSource.Create($"{database};Options=-c statement_timeout=200ms");
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var other = NpgsqlDataSource.Create(database);
        await using var holder = await other.OpenConnectionAsync();
        await using var locking = new NpgsqlCommand("begin; lock table schemasdk.jobs", holder);
        await locking.ExecuteNonQueryAsync();

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Intent("a"), transaction).AsTask());

        Assert.Contains("statement_timeout, transaction_timeout", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Then roll back the transaction, and run it again.", error.Message, StringComparison.Ordinal);
    }
}
