using System.Data;
using Npgsql;
using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

/// <summary>Work that is put down by some and taken by others.</summary>
public sealed class WorkTests : IAsyncLifetime
{
    // The law is the same for a thousand, who take a tenth of the time.
    private static readonly int Many = FullRun.IsIt ? 10_000 : 1_000;

    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [FactWith(Server.PostgreSql)]
    public async Task A_thousand_jobs_of_one_model_do_not_keep_three_of_another_waiting()
    {
        await using var ledger = new PostgreSqlJobLedger(_database);
        await Task.WhenAll(Enumerable.Range(0, Many).Select(at => ledger.BeginAsync(Desk.Queued($"many-{at}", "acme/many")).AsTask()));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(at => ledger.BeginAsync(Desk.Queued($"few-{at}", "acme/few")).AsTask()));

        // One at a time, which of the two models comes first is left to chance: 3 of 200 fail once in 10^50 runs.
        var few = 0;
        for (var claims = 0; claims < 200 && few < 3; claims++)
        {
            few += (await ledger.ClaimAsync(LedgerWork.Submit, 1)).Count(entry => entry.ModelId == "acme/few");
        }

        Assert.Equal(3, few);
        Assert.Equal(100, (await ledger.ClaimAsync(LedgerWork.Submit, 100)).Count);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Who_waits_hears_of_work_of_another_process_at_once()
    {
        await using var a = new PostgreSqlJobLedger(_database);
        await using var b = new PostgreSqlJobLedger(_database, new() { PollInterval = TimeSpan.FromHours(1) });
        await b.MigrateAsync();
        await b.WaitForWorkAsync();   // ends when it listens
        var waiting = b.WaitForWorkAsync();
        Assert.False(waiting.IsCompleted);

        await a.BeginAsync(Desk.Queued("k"));

        await waiting.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Single(await b.ClaimAsync(LedgerWork.Submit, 1));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Who_could_not_listen_for_any_reason_listens_after_a_pause()
    {
        var time = new FakeTime();
        await using var source = new MoodySource(_database) { Failure = "The safe with the certificate is locked." };
        await using var ledger = new PostgreSqlJobLedger(
            source.Source, new() { PollInterval = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        var first = ledger.WaitForWorkAsync();
        Assert.Equal(TimeSpan.FromHours(1), await time.NextDelayAsync());   // who waits
        Assert.Equal(TimeSpan.FromHours(1), await time.NextDelayAsync());   // who could not listen
        Assert.Contains("notifications of new work", ledger.UpkeepFailure?.Message, StringComparison.Ordinal);

        source.Failure = null;
        time.Advance(TimeSpan.FromHours(1));

        await first;
        await Soon.Until(() => ledger.UpkeepFailure is null);
    }

    [FactWith(Server.PostgreSql)]
    public async Task Who_listens_to_a_host_that_has_vanished_without_a_word_says_so_and_listens_anew()
    {
        var time = new FakeTime();
        await using var wire = new LossyWire(_database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database, new() { PollInterval = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        await ledger.MigrateAsync();
        await ledger.WaitForWorkAsync();   // ends when it listens
        Assert.Equal(TimeSpan.FromHours(1), await time.NextDelayAsync());
        await time.LimitAsync(TimeSpan.FromSeconds(10));

        wire.Silence();
        time.Advance(TimeSpan.FromSeconds(10));
        await time.LimitAsync(TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromHours(1), await time.NextDelayAsync());
        Assert.Contains("notifications of new work", ledger.UpkeepFailure?.Message, StringComparison.Ordinal);

        time.Advance(TimeSpan.FromHours(1));
        await Soon.Until(() => ledger.UpkeepFailure is null);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_job_in_a_transaction_is_there_if_that_is_committed_and_not_if_it_is_rolled_back()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        await ledger.MigrateAsync();
        await using (var create = source.CreateCommand("create table orders (id text primary key)"))
        {
            await create.ExecuteNonQueryAsync();
        }

        foreach (var isCommitted in (bool[])[false, true])
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var order = new NpgsqlCommand("insert into orders values ('4711')", connection, transaction);
            await order.ExecuteNonQueryAsync();
            Assert.Null(await ledger.BeginAsync(Desk.Queued("order-4711"), transaction));
            Assert.Null(await ledger.FindAsync("order-4711"));
            await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());

            await using var count = source.CreateCommand("select count(*) from orders");
            Assert.Equal(isCommitted ? 1L : 0L, await count.ExecuteScalarAsync());
            Assert.Equal(isCommitted, await ledger.FindAsync("order-4711") is not null);
        }

        Assert.Single(await ledger.ClaimAsync(LedgerWork.Submit, 10));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_transaction_of_repeatable_read_that_cannot_see_the_job_of_its_key_fails_and_can_be_run_again()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        await ledger.MigrateAsync();
        await using var connection = await source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead))
        {
            await using var look = new NpgsqlCommand("select count(*) from schemasdk.jobs", connection, transaction);
            Assert.Equal(0L, await look.ExecuteScalarAsync());
            await ledger.BeginAsync(Desk.Queued("k"));

            var failure = await Assert.ThrowsAsync<ModelLedgerException>(() => ledger.BeginAsync(Desk.Queued("k"), transaction).AsTask());
            Assert.Equal("40001", Assert.IsType<PostgresException>(failure.InnerException).SqlState);
            await transaction.RollbackAsync();
        }

        await using var again = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        Assert.NotNull(await ledger.BeginAsync(Desk.Queued("k"), again));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_long_transaction_keeps_only_its_own_key_waiting()
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var ledger = new PostgreSqlJobLedger(source);
        await ledger.MigrateAsync();
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ledger.BeginAsync(Desk.Queued("held"), transaction);

        var held = ledger.BeginAsync(Desk.Queued("held")).AsTask();
        var others = Enumerable.Range(0, 50).Select(at => ledger.BeginAsync(Desk.Queued($"k{at}")).AsTask()).ToList();

        await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.False(held.IsCompleted);
        await transaction.RollbackAsync();
        Assert.Null(await held);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_thousand_who_wait_use_few_connections()
    {
        await using var ledger = new PostgreSqlJobLedger(_database + ";Maximum Pool Size=8;Timeout=5");

        await Task.WhenAll(Enumerable.Range(0, Many).Select(at => ledger.UpToAsync($"k{at}", LedgerState.Accepted)));

        Assert.Equal(Many, (await ledger.SummarizeAsync()).Accepted);
    }
}
