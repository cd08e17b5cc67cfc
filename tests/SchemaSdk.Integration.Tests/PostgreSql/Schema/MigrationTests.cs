using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Schema;

public sealed class MigrationTests : DatabaseTest
{
    [TheoryWith(Server.PostgreSql)]
    [InlineData("read\\ committed")]
    [InlineData("repeatable\\ read")]
    public async Task Ledgers_that_start_at_the_same_time_create_the_tables_once(string isolation)
    {
        var database = $"{Database};Options=-c default_transaction_isolation={isolation}";
        var ledgers = Enumerable.Range(0, 4).Select(_ => new PostgreSqlJobLedger(database)).ToList();

        await Task.WhenAll(ledgers.Select((ledger, at) => ledger.BeginAsync(Draft.Intent($"k{at}")).AsTask()));

        Assert.Equal(4, (await ledgers[0].ListAsync().AllAsync()).Count);
        Assert.Equal(1L, await RunAsync("select count(*) from schemasdk.versions"));
        await Task.WhenAll(ledgers.Select(ledger => ledger.DisposeAsync().AsTask()));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("current_setting('fsync')")]
    [InlineData("from pg_database")]
    public async Task Calls_that_arrive_together_check_the_tables_and_identify_the_database_once(string query)
    {
        using var log = new ListLog();
        await using var source = new NpgsqlDataSourceBuilder(Database).UseLoggerFactory(log).Build();
        await using var ledger = new PostgreSqlJobLedger(source);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(at => ledger.FindAsync($"k{at}").AsTask()));

        Assert.Single(log.Lines, line => line.StartsWith("Information", StringComparison.Ordinal)
            && line.Contains(query, StringComparison.Ordinal));
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_script_creates_the_tables_and_has_no_effect_the_second_time()
    {
        await RunAsync(PostgreSqlJobLedger.ScriptOf("paid_jobs"));
        await RunAsync(PostgreSqlJobLedger.ScriptOf("paid_jobs"));

        await using var ledger = new PostgreSqlJobLedger(Database, new() { Schema = "paid_jobs", MigratesSchema = false });
        await ledger.UpToAsync("a", LedgerState.Delivered);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_user_who_owns_the_schema_but_cannot_create_schemas_can_create_the_tables()
    {
        var user = $"app_{Guid.NewGuid():n}";
        await RunAsync($"create role {user}; create schema schemasdk authorization {user}");
        await using var ledger = new PostgreSqlJobLedger($"{Database};Options=-c role={user}");

        await ledger.UpToAsync("a", LedgerState.Delivered);

        Assert.Equal(user, await RunAsync("select tableowner::text from pg_tables where tablename = 'jobs'"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_migration_waits_beyond_any_timeout()
    {
        // Each timeout ends before the lock is released, but is long enough for statements that need no lock.
        const string Limits = "Command Timeout=2;Options=-c lock_timeout=100ms -c statement_timeout=2s";
        var lockLines = string.Join('\n', PostgreSqlJobLedger.ScriptOf().Split('\n')[..2]);
        await using var ledger = new PostgreSqlJobLedger($"{Database};{Limits}", new() { RetryTime = TimeSpan.FromSeconds(0.1) });
        var locking = RunAsync($"{lockLines} select pg_sleep(2.3); commit");
        await UntilAsync("select count(*) from pg_locks where granted and locktype = 'advisory' and "
            + "database = (select oid from pg_database where datname = current_database())");

        var migrating = ledger.MigrateAsync();
        await locking;

        await migrating;
        Assert.Null(await ledger.FindAsync("a"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_migration_that_waits_for_a_table_does_not_block_others()
    {
        await RunAsync("""
            create schema schemasdk;
            create table schemasdk.versions (version int primary key, made_at timestamptz not null default now());
            """);
        await using var other = await BeginAsync("lock table schemasdk.versions in share mode");

        var migrating = Ledger.MigrateAsync();
        await UntilAsync("select count(*) from pg_locks where not granted and relation = 'schemasdk.versions'::regclass");
        await RunAsync("begin; lock table schemasdk.versions in share mode; commit");
        var isEarly = migrating.IsCompleted;
        await other.CommitAsync();

        await migrating;
        Assert.False(isEarly);
        await Ledger.UpToAsync("a", LedgerState.Delivered);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Missing_tables_are_reported_with_the_way_to_create_them()
    {
        await using var ledger = new PostgreSqlJobLedger(Database, new() { MigratesSchema = false });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.FindAsync("a").AsTask());
        Assert.Contains("has no tables yet. Run the script that PostgreSqlJobLedger.ScriptOf", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsLasting);

        await ledger.MigrateAsync();
        Assert.Null(await ledger.FindAsync("a"));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Tables_of_a_later_version_are_refused()
    {
        await RunAsync(PostgreSqlJobLedger.ScriptOf());
        await RunAsync("insert into schemasdk.versions (version) values (99)");

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => Ledger.FindAsync("a").AsTask());

        Assert.Contains("version 99, but this package", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsLasting);
    }

    [FactWith(Server.PostgreSql)]
    public async Task The_database_refuses_a_manual_change_that_would_submit_an_accepted_job_again()
    {
        await Ledger.UpToAsync("a", LedgerState.Accepted);

        var error = await Assert.ThrowsAsync<PostgresException>(() => RunAsync("update schemasdk.jobs set state = 0"));

        Assert.Equal("23514", error.SqlState);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Tables_with_other_columns_are_a_lasting_failure()
    {
        await Ledger.BeginAsync(Draft.Intent("a"));
        await RunAsync("alter table schemasdk.jobs rename column model to modell");

        var changed = await Assert.ThrowsAsync<ModelLedgerException>(() => Ledger.BeginAsync(Draft.Intent("b")).AsTask());

        Assert.True(changed.IsLasting);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_reserved_word_is_a_valid_schema_name()
    {
        var words = (string[])(await RunAsync("select array_agg(word) from pg_get_keywords() where catcode in ('R', 'T')"))!;

        await RunAsync(string.Join('\n', FullRun.SampleOf(words, 60).Append("user").Select(PostgreSqlJobLedger.ScriptOf)));
        await using var ledger = new PostgreSqlJobLedger(Database, new() { Schema = "user" });
        await ledger.UpToAsync("a", LedgerState.Delivered);
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData("LATIN1")]
    [InlineData("SQL_ASCII")]
    public async Task A_database_without_UTF8_is_refused_with_a_statement_that_creates_a_suitable_database(string encoding)
    {
        var cluster = await SharedCluster.Get();
        var name = $"test_{Guid.NewGuid():n}";
        await RunAsync($"create database {name} template template0 encoding '{encoding}'");
        await using var ledger = new PostgreSqlJobLedger(cluster.ConnectionString(name));

        var refusal = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Draft.Intent("a")).AsTask());

        Assert.True(refusal.IsLasting);
        Assert.Contains($"has the encoding {encoding}", refusal.Message, StringComparison.Ordinal);
        var line = refusal.Message[refusal.Message.IndexOf("create database", StringComparison.Ordinal)..];
        await RunAsync(line);
        await using var right = new PostgreSqlJobLedger(cluster.ConnectionString($"{name}_utf8"));
        Assert.Null(await right.BeginAsync(Draft.Intent("a")));
    }

    private Task UntilAsync(string count) => Soon.Until(async () => await RunAsync(count) is > 0L);
}
