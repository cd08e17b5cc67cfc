using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Schema;

/// <summary>The tables are made by whoever comes first, once.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [FactWith(Server.PostgreSql)]
    public async Task Many_who_start_at_once_make_the_tables_once()
    {
        var ledgers = Enumerable.Range(0, 8).Select(_ => new PostgreSqlJobLedger(_database)).ToList();

        await Task.WhenAll(ledgers.Select((ledger, at) => ledger.BeginAsync(Desk.Intent($"k{at}")).AsTask()));

        Assert.Equal(8, (await ledgers[0].AllAsync()).Count);
        Assert.Equal(1L, await ScalarAsync("select count(*) from schemasdk.versions"));
        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Many_who_start_at_once_make_the_tables_once_where_transactions_see_only_what_was_there_before()
    {
        var database = $"{_database};Options=-c default_transaction_isolation=repeatable\\ read";
        var ledgers = Enumerable.Range(0, 8).Select(_ => new PostgreSqlJobLedger(database)).ToList();

        await Task.WhenAll(ledgers.Select(ledger => ledger.MigrateAsync()));

        Assert.Equal(1L, await ScalarAsync("select count(*) from schemasdk.versions"));
        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_script_makes_the_tables_and_does_nothing_the_second_time()
    {
        await ScalarAsync(PostgreSqlJobLedger.ScriptOf("paid_jobs"));
        await ScalarAsync(PostgreSqlJobLedger.ScriptOf("paid_jobs"));

        await using var ledger = new PostgreSqlJobLedger(_database, new() { Schema = "paid_jobs", MigratesSchema = false });
        await ledger.UpToAsync("a", LedgerState.Delivered);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("Command Timeout=1")]
    [InlineData("Options=-c lock_timeout=100ms")]
    [InlineData("Options=-c statement_timeout=1s")]
    public async Task A_migration_takes_as_long_as_it_needs(string limit)
    {
        var lockLines = string.Join('\n', PostgreSqlJobLedger.ScriptOf().Split('\n')[..2]);
        await using var ledger = new PostgreSqlJobLedger($"{_database};{limit}", new() { RetryTime = TimeSpan.FromSeconds(0.1) });
        await using var source = NpgsqlDataSource.Create(_database);
        await using var other = await source.OpenConnectionAsync();
        await using var locking = new NpgsqlCommand(lockLines, other);
        await locking.ExecuteNonQueryAsync();

        var migrating = ledger.MigrateAsync();
        await using var holding = new NpgsqlCommand("select pg_sleep(1.5); commit", other);
        await holding.ExecuteNonQueryAsync();

        await migrating;
        Assert.Null(await ledger.FindAsync("a"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_migration_that_waits_for_a_table_which_somebody_uses_lets_others_use_it()
    {
        await ScalarAsync("""
            create schema schemasdk;
            create table schemasdk.versions (version int primary key, made_at timestamptz not null default now());
            """);
        await using var source = NpgsqlDataSource.Create(_database);
        await using var other = await source.OpenConnectionAsync();
        await using var holding = new NpgsqlCommand("begin; lock table schemasdk.versions in share mode", other);
        await holding.ExecuteNonQueryAsync();
        await using var ledger = new PostgreSqlJobLedger(_database);

        var migrating = ledger.MigrateAsync();
        Assert.True(await Until.TrueAsync(async () => await ScalarAsync(
            "select count(*) from pg_locks where not granted and relation = 'schemasdk.versions'::regclass") is > 0L));
        await ScalarAsync("begin; lock table schemasdk.versions in share mode; commit");
        var isEarly = migrating.IsCompleted;
        await using var ending = new NpgsqlCommand("commit", other);
        await ending.ExecuteNonQueryAsync();

        await migrating;
        Assert.False(isEarly);
        await ledger.UpToAsync("a", LedgerState.Delivered);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Tables_that_nobody_has_made_are_named_with_the_way_to_make_them()
    {
        await using var ledger = new PostgreSqlJobLedger(_database, new() { MigratesSchema = false });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.FindAsync("a").AsTask());
        Assert.Contains("has no tables yet. Run the script of PostgreSqlJobLedger.ScriptOf", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsLasting);

        await ledger.MigrateAsync();
        Assert.Null(await ledger.FindAsync("a"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Tables_of_a_later_version_are_refused()
    {
        await ScalarAsync(PostgreSqlJobLedger.ScriptOf());
        await ScalarAsync("insert into schemasdk.versions (version) values (99)");
        await using var ledger = new PostgreSqlJobLedger(_database);

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.FindAsync("a").AsTask());

        Assert.Contains("version 99, which is newer", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsLasting);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_change_by_hand_that_sends_an_accepted_job_again_is_refused_by_the_database()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);
        await ledger.UpToAsync("a", LedgerState.Accepted);

        var error = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync("update schemasdk.jobs set state = 0"));

        Assert.Equal("23514", error.SqlState);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Tables_of_another_form_fail_until_a_person_has_looked_at_them()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);
        await ledger.BeginAsync(Desk.Intent("a"));
        await ScalarAsync("alter table schemasdk.jobs rename column model to modell");

        var changed = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Intent("b")).AsTask());

        Assert.True(changed.IsLasting);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a; drop table x")]
    [InlineData("pg_jobs")]
    [InlineData("order")]
    public void A_name_that_would_be_more_than_a_name_is_refused(string schema)
    {
        Assert.Throws<ArgumentException>(() => PostgreSqlJobLedger.ScriptOf(schema));
        Assert.Throws<ArgumentException>(() => new PostgreSqlJobLedger(_database, new() { Schema = schema }));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_word_that_the_server_reserves_is_no_name()
    {
        var words = (string[])(await ScalarAsync("select array_agg(word) from pg_get_keywords() where catcode in ('R', 'T')"))!;

        Assert.All(words, word => Assert.Throws<ArgumentException>(() => PostgreSqlJobLedger.ScriptOf(word)));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Any_other_word_of_SQL_is_a_name()
    {
        var words = (string[])(await ScalarAsync("select array_agg(word) from pg_get_keywords() where catcode = 'C'"))!;

        await ScalarAsync(string.Join('\n', words.Select(PostgreSqlJobLedger.ScriptOf)));
        await using var ledger = new PostgreSqlJobLedger(_database, new() { Schema = "values" });
        await ledger.UpToAsync("a", LedgerState.Delivered);
    }

    private async Task<object?> ScalarAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
