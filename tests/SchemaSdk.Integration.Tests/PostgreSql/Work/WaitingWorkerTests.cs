using System.Data;
using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Work;

public sealed class WaitingWorkerTests : DatabaseTest
{
    private static readonly int Many = FullRun.IsOn ? 10_000 : 120;

    [FactWith(Server.PostgreSql)]
    public async Task A_waiting_worker_learns_immediately_of_a_job_of_another_process()
    {
        await using var b = new PostgreSqlJobLedger(Database, new() { PollInterval = TimeSpan.FromHours(1) });
        await b.MigrateAsync();
        await b.WaitForWorkAsync();   // returns once the ledger listens
        var waiting = b.WaitForWorkAsync();
        Assert.False(waiting.IsCompleted);

        await Ledger.BeginAsync(Draft.Queued("k"));

        await waiting.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Single(await b.ClaimAsync(LedgerWork.Submit, 1));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_listener_that_could_not_connect_retries_after_a_pause()
    {
        var time = new FakeTime();
        await using var source = new UnreliableSource(Database) { Failure = "The safe with the certificate is locked." };
        await using var ledger = new PostgreSqlJobLedger(
            source.Source, new() { PollInterval = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        var first = ledger.WaitForWorkAsync();
        Assert.Equal(TimeSpan.FromHours(1), await time.NextDelayAsync());   // the poll interval of the waiting worker
        Assert.Equal(TimeSpan.FromHours(1), await time.NextDelayAsync());   // the pause before the listener retries
        Assert.Contains("notifications of new work", ledger.UpkeepFailure?.Message, StringComparison.Ordinal);

        source.Failure = null;
        time.Advance(TimeSpan.FromHours(1));

        await first;
        await Soon.Until(() => ledger.UpkeepFailure is null);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_listener_without_answers_is_reported_and_connects_again()
    {
        var time = new FakeTime();
        await using var wire = new LossyProxy(Database);
        await using var ledger = new PostgreSqlJobLedger(
            wire.Database, new() { PollInterval = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = time } });
        await ledger.MigrateAsync();
        await ledger.WaitForWorkAsync();   // returns as soon as the ledger is listening, perhaps immediately
        await time.LimitAsync(TimeSpan.FromSeconds(10));
        time.ForgetDelays();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.SummarizeAsync().AsTask()));   // leaves idle connections in the pool

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
    public async Task A_repeatable_read_transaction_that_cannot_see_the_job_of_its_key_can_be_run_again()
    {
        await Ledger.MigrateAsync();
        await using var connection = await Source.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead))
        {
            Assert.Equal(0L, await RunAsync(transaction, "select count(*) from schemasdk.jobs"));
            await Ledger.BeginAsync(Draft.Queued("k"));

            var failure = await Assert.ThrowsAsync<ModelLedgerException>(
                () => Ledger.BeginAsync(Draft.Queued("k"), transaction).AsTask());
            Assert.Equal("40001", Assert.IsType<PostgresException>(failure.InnerException).SqlState);
            await transaction.RollbackAsync();
        }

        await using var again = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        Assert.NotNull(await Ledger.BeginAsync(Draft.Queued("k"), again));
    }

    [FactWith(Server.PostgreSql)]
    public async Task Many_waiting_callers_share_a_few_connections()
    {
        await using var ledger = new PostgreSqlJobLedger(Database + ";Maximum Pool Size=8;Timeout=5");

        await Task.WhenAll(Enumerable.Range(0, Many).Select(at => ledger.UpToAsync($"k{at}", LedgerState.Accepted)));

        Assert.Equal(Many, (await ledger.SummarizeAsync()).Accepted);
    }
}
