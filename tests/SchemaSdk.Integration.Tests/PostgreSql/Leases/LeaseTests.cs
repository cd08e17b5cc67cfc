using Npgsql;
using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Several ledgers on one database, each as if it were that of a process.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    private string _database = "";

    public async Task InitializeAsync() => _database = await SharedCluster.DatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [FactWith(Server.PostgreSql)]
    public async Task Who_sends_a_job_has_its_lease_until_nobody_has_to_follow_it()
    {
        await using var a = new PostgreSqlJobLedger(_database, new() { Owner = "a" });
        await using var b = new PostgreSqlJobLedger(_database, new() { Owner = "b" });
        var sending = await a.UpToAsync("k", LedgerState.Sending);

        var found = await b.FindAsync("k");

        Assert.StartsWith("a:", found!.Lease.Owner, StringComparison.Ordinal);
        Assert.Equal((a.Owner, 1L), (found.Lease.Owner, found.Lease.Epoch));
        Assert.InRange(found.Lease.Until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(31));
        Assert.Empty(await b.ClaimAsync(LedgerWork.Follow, 10));

        var accepted = await a.NextAsync(sending, LedgerState.Accepted, "req");
        Assert.Empty(await b.ClaimAsync(LedgerWork.Follow, 10));
        await a.NextAsync(await a.NextAsync(accepted, LedgerState.Ended), LedgerState.Delivered);
        Assert.Null((await b.FindAsync("k"))!.Lease.Owner);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_lease_that_ended_while_the_database_was_down_holds_for_its_whole_time_once_the_same_server_is_back()
    {
        await using var cluster = await PrivateCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();

        // It comes back late: not disposed of, and its clock stands still, so that it renews nothing.
        var late = new PostgreSqlJobLedger(
            database, new() { LeaseTime = TimeSpan.FromHours(1), Ledger = new() { TimeProvider = new StoodStill() } });
        await late.UpToAsync("k", LedgerState.Sending);
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var past = source.CreateCommand("update schemasdk.workers set leased_until = now() - interval '1 second'");
            Assert.Equal(1, await past.ExecuteNonQueryAsync());
        }

        await cluster.RestartAsync();

        await using var other = new PostgreSqlJobLedger(database);
        var found = (await other.FindAsync("k"))!;
        Assert.Equal((LedgerState.Sending, late.Owner), (found.State, found.Lease.Owner));
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_living_process_keeps_its_jobs_beyond_the_lease_time()
    {
        await using var a = new PostgreSqlJobLedger(_database, new() { LeaseTime = TimeSpan.FromSeconds(5) });
        await using var b = new PostgreSqlJobLedger(_database);
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await b.FindAsync("k"))!.Lease.Until!.Value;

        // Renewals by the clock of the database: nothing of this process says when they have come. A busy machine may stand still for a
        // second, which is not what this is about.
        var renewed = await Until.TrueAsync(async () => (await b.FindAsync("k"))!.Lease.Until >= first + TimeSpan.FromSeconds(6));

        Assert.True(renewed);
        Assert.Equal(LedgerState.Sending, (await b.FindAsync("k"))!.State);
        Assert.Equal(0, (await a.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_renewal_that_fails_for_any_reason_is_followed_by_the_next_one()
    {
        var time = new FakeTime();
        await using var source = new MoodySource(_database);
        await using var a = new PostgreSqlJobLedger(source.Source, new() { Ledger = new() { TimeProvider = time } });
        await using var b = new PostgreSqlJobLedger(_database);
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await b.FindAsync("k"))!.Lease.Until;
        var third = await time.NextDelayAsync();

        source.Failure = "The safe with the certificate is locked.";
        time.Advance(third);
        var soon = await time.NextDelayAsync();
        Assert.Equal(TimeSpan.FromSeconds(1), soon);
        Assert.Contains("lease of this process", a.UpkeepFailure?.Message, StringComparison.Ordinal);
        Assert.Contains("The safe with the certificate is locked.", a.UpkeepFailure?.Message, StringComparison.Ordinal);
        source.Failure = null;
        time.Advance(soon);
        Assert.Equal(third, await time.NextDelayAsync());

        Assert.Null(a.UpkeepFailure);
        Assert.True((await b.FindAsync("k"))!.Lease.Until > first);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_renewal_that_a_vanished_host_does_not_answer_is_sent_on_a_new_connection_within_the_lease()
    {
        var (time, lease) = (new FakeTime(), TimeSpan.FromHours(1));
        await using var wire = new LossyWire(_database);
        await using var a = new PostgreSqlJobLedger(
            wire.Database, new() { LeaseTime = lease, RetryTime = lease, Ledger = new() { TimeProvider = time } });
        await using var b = new PostgreSqlJobLedger(_database);
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await b.FindAsync("k"))!.Lease.Until;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => a.SummarizeAsync().AsTask()));
        await time.LimitAsync(lease / 6);
        var third = await time.NextDelayAsync();

        wire.Silence();
        time.Advance(third);
        await time.LimitAsync(lease / 6);
        time.Advance(lease / 6);
        time.Advance(await time.NextDelayAsync());
        Assert.Equal(third, await time.NextDelayAsync());

        Assert.Null(a.UpkeepFailure);
        Assert.True((await b.FindAsync("k"))!.Lease.Until > first);
    }
}
