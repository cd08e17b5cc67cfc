using Npgsql;
using SchemaSdk.Durable.Ledgers;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

public sealed class OutageTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task An_unreachable_database_is_reported_with_its_address_and_without_its_password()
    {
        await using var ledger = new PostgreSqlJobLedger(
            "Host=127.0.0.1;Port=1;Database=app;Username=ada;Password=open-sesame", new() { RetryTime = TimeSpan.FromSeconds(0.1) });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Draft.Intent("a")).AsTask());

        Assert.Contains("127.0.0.1:1, database app", error.Message, StringComparison.Ordinal);
        Assert.Contains(". Check whether the database is running", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsLasting);
        Assert.DoesNotContain("open-sesame", error.ToString(), StringComparison.Ordinal);
    }

    // Lookups wait until the ledger has checked its tables, and attempts until the ledger has a lease.
    [TheoryWith(Server.PostgreSql)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task First_calls_and_first_attempts_that_wait_for_each_other_fail_together_after_the_retry_time(bool areAttempts)
    {
        var (time, longest) = (new FakeTime(), TimeSpan.FromSeconds(60));
        var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database, new() { RetryTime = longest, Ledger = new() { TimeProvider = time } });
        await (areAttempts ? ledger.MigrateAsync() : Task.CompletedTask);
        await wire.DisposeAsync();
        var begun = time.GetUtcNow();
        var calls = Enumerable.Range(0, 5).Select(at => CallAsync(Draft.Intent($"k{at}"))).ToList();
        await time.NextDelayAsync();

        time.SkipsDelays = true;
        time.Advance(TimeSpan.FromSeconds(1));
        var failures = await Task.WhenAll(calls.Select(call => Soon.Throws<ModelLedgerException>(call)));

        Assert.All(failures, failure => Assert.Contains("could not be reached", failure.Message, StringComparison.Ordinal));
        Assert.InRange(time.GetUtcNow() - begun, longest, longest * 1.5);
        if (!areAttempts)
        {
            var later = await Soon.Throws<ModelLedgerException>(CallAsync(Draft.Intent("later")));
            Assert.DoesNotContain(later, failures);
            Assert.InRange(time.GetUtcNow() - begun, longest * 2, longest * 2.5);
        }

        Task CallAsync(LedgerEntry intent) => areAttempts
            ? ledger.BeginAsync(intent, intent.Next(LedgerFact.Sending(Guid.NewGuid()), begun)).AsTask()
            : ledger.FindAsync(intent.Key).AsTask();
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_server_that_vanishes_while_the_tables_are_created_is_reported_and_the_next_call_tries_again()
    {
        var time = new FakeTime();
        await using var wire = new LossyProxy($"{Database};Cancellation Timeout=-1");
        await using var ledger = new PostgreSqlJobLedger(wire.Database, new() { Ledger = new() { TimeProvider = time } });
        await using var other = await BeginAsync("select pg_advisory_xact_lock(hashtextextended('schemasdk', 0))");
        var call = ledger.FindAsync("a").AsTask();
        await Soon.Until(async () => await RunAsync(
            "select count(*) from pg_locks where not granted and locktype = 'advisory' and "
            + "database = (select oid from pg_database where datname = current_database())") is > 0L);

        wire.Silence();
        await time.LimitAsync(TimeSpan.FromMinutes(10));
        time.Advance(TimeSpan.FromMinutes(10));
        var error = await Soon.Throws<ModelLedgerException>(call);
        await other.CommitAsync();

        Assert.Contains("Check whether the database is running", error.Message, StringComparison.Ordinal);
        Assert.Null(await Soon.Async(ledger.FindAsync("a").AsTask()));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_missing_database_is_reported_with_the_remedy()
    {
        var connection = new NpgsqlConnectionStringBuilder(Database) { Database = "nope" };
        await using var ledger = new PostgreSqlJobLedger(connection.ConnectionString, new() { RetryTime = TimeSpan.FromSeconds(0.1) });

        var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Draft.Intent("a")).AsTask());

        Assert.EndsWith(
            "does not exist. Create the database, or name another one in the connection string.", error.Message, StringComparison.Ordinal);
    }

    // After a failover, pooled connections still go to the old server, which has become read-only.
    [FactWith(Server.PostgreSql)]
    public async Task Connections_to_a_read_only_server_are_not_reused()
    {
        await Ledger.MigrateAsync();
        await using var admin = NpgsqlDataSource.Create($"{Database};Options=-c default_transaction_read_only=off");
        await SetAsync("on");
        var opened = 0;
        var builder = new NpgsqlDataSourceBuilder(Database);
        builder.UsePhysicalConnectionInitializer(
            _ => Interlocked.Increment(ref opened), _ => Task.FromResult(Interlocked.Increment(ref opened)));
        await using var source = builder.Build();
        await using var ledger = new PostgreSqlJobLedger(source, new() { RetryTime = TimeSpan.FromSeconds(10) });

        var writing = ledger.BeginAsync(Draft.Intent("a")).AsTask();
        await Soon.Until(() => Volatile.Read(ref opened) > 2);
        await SetAsync("off");

        Assert.Null(await writing);

        async Task SetAsync(string isReadOnly)
        {
            var name = new NpgsqlConnectionStringBuilder(Database).Database;
            await using var command = admin.CreateCommand($"alter database \"{name}\" set default_transaction_read_only = {isReadOnly}");
            await command.ExecuteNonQueryAsync();
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task Damage_is_a_lasting_failure_and_a_standby_or_another_internal_error_is_not()
    {
        await using var ledger = new PostgreSqlJobLedger(Database, new() { RetryTime = TimeSpan.Zero });
        await ledger.UpToAsync("before", LedgerState.Intended);
        foreach (var (state, lasts) in new[] { ("25006", false), ("XX000", false), ("XX001", true), ("XX002", true) })
        {
            await RunAsync($"""
                create or replace function fail() returns trigger language plpgsql as
                  'begin raise exception ''No.'' using errcode = ''{state}''; end';
                create or replace trigger fail before insert on schemasdk.jobs for each row execute function fail();
                """);

            var error = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Draft.Intent("a")).AsTask());

            Assert.Equal((state, lasts), ((error.GetBaseException() as PostgresException)?.SqlState, error.IsLasting));
        }
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_first_attempt_whose_commit_is_not_confirmed_is_recorded_once()
    {
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database);
        await ledger.MigrateAsync();
        var intent = Draft.Intent("order-1");
        var sending = intent.Next(LedgerFact.Sending(Guid.NewGuid()), Draft.Now);

        wire.LoseAnswerTo("(key, model, input_hash,");
        await ledger.BeginAsync(intent, sending);
        await ledger.NextAsync(sending, LedgerState.Accepted, "req-1");

        var found = (await ledger.FindAsync("order-1"))!;
        Assert.Equal((1, LedgerState.Accepted, 1, ledger.Owner), (wire.Lost, found.State, found.Lease.Epoch, found.Lease.Owner));
        Assert.True(intent.Input.Span.SequenceEqual(found.Input.Span));
    }

    [TheoryWith(Server.PostgreSql)]
    [InlineData(LedgerState.Accepted)]
    [InlineData(LedgerState.Refused)]
    public async Task A_first_attempt_that_others_presumed_lost_before_it_was_confirmed_is_sent_under_its_key(LedgerState outcome)
    {
        var time = new FakeTime();
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(wire.Database, new() { Ledger = new() { TimeProvider = time } });
        await ledger.ClaimAsync(LedgerWork.Submit, 1);
        await time.NextDelayAsync();
        var job = new JobRecord(ledger, Draft.Intent("order-1"), known: null, isUnrecorded: true);

        wire.LoseAnswerTo("(key, model, input_hash,");
        var sending = job.SendingAsync(priceUsd: null);
        var pause = await time.NextDelayAsync();
        await ExpireAsync(ledger);
        Assert.Equal(1, (await Other.SummarizeAsync()).Unknown);
        time.Advance(pause);
        await Soon.Async(sending);
        await job.OutcomeAsync(outcome == LedgerState.Accepted
            ? SubmitOutcome.Accepted("req-1") : SubmitOutcome.NotAccepted(new ModelException("No.")));

        var found = Assert.Single(await Other.ListAsync().AllAsync());
        Assert.Equal((1, outcome, 1), (wire.Lost, found.State, found.Attempt?.Number));
    }
}
