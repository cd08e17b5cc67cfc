using SchemaSdk.Integration.Tests.PostgreSql.Outages;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

public sealed class LeaseTests : DatabaseTest
{
    [FactWith(Server.PostgreSql)]
    public async Task A_lease_has_the_name_of_its_process_and_ends_after_the_lease_time()
    {
        await using var a = new PostgreSqlJobLedger(Database, new() { Owner = "a" });
        await using var b = new PostgreSqlJobLedger(Database, new() { Owner = "b" });
        await a.UpToAsync("k", LedgerState.Sending);

        var lease = (await b.FindAsync("k"))!.Lease;

        Assert.StartsWith("a:", lease.Owner, StringComparison.Ordinal);
        Assert.Equal((a.Owner, 1L), (lease.Owner, lease.Epoch));
        Assert.InRange(lease.Until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(31));
    }

    [FactWith(Server.PostgreSql)]
    [Trait("Size", "Full")]
    public async Task A_running_process_keeps_its_jobs_beyond_the_lease_time()
    {
        // The lease lasts five seconds on the database's clock, so that a busy machine can stall for a second without losing it.
        await using var a = new PostgreSqlJobLedger(Database, new() { LeaseTime = TimeSpan.FromSeconds(5) });
        await using var b = new PostgreSqlJobLedger(Database);
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await b.FindAsync("k"))!.Lease.Until!.Value;

        var renewed = await Until.TrueAsync(async () => (await b.FindAsync("k"))!.Lease.Until >= first + TimeSpan.FromSeconds(6));

        Assert.True(renewed);
        Assert.Equal(LedgerState.Sending, (await b.FindAsync("k"))!.State);
        Assert.Equal(0, (await a.SummarizeAsync()).LeasesLost);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_failed_renewal_is_reported_and_retried()
    {
        var time = new FakeTime();
        await using var source = new UnreliableSource(Database);
        await using var a = new PostgreSqlJobLedger(source.Source, new() { Ledger = new() { TimeProvider = time } });
        await using var b = new PostgreSqlJobLedger(Database);
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await b.FindAsync("k"))!.Lease.Until;
        var third = await time.NextDelayAsync();

        source.Failure = "The safe with the certificate is locked.";
        time.Advance(third);
        var soon = await time.NextDelayAsync();
        Assert.Equal(TimeSpan.FromSeconds(1), soon);
        Assert.Contains("could not renew its lease", a.UpkeepFailure?.Message, StringComparison.Ordinal);
        Assert.Contains("The safe with the certificate is locked.", a.UpkeepFailure?.Message, StringComparison.Ordinal);
        source.Failure = null;
        time.Advance(soon);
        Assert.Equal(third, await time.NextDelayAsync());

        Assert.Null(a.UpkeepFailure);
        Assert.True((await b.FindAsync("k"))!.Lease.Until > first);
    }

    [FactWith(Server.PostgreSql)]
    public async Task A_renewal_that_gets_no_answer_is_retried_on_a_new_connection_before_the_lease_expires()
    {
        var (time, lease) = (new FakeTime(), TimeSpan.FromHours(1));
        await using var wire = new LossyProxy(Database);
        await using var a = new PostgreSqlJobLedger(
            wire.Database, new() { LeaseTime = lease, RetryTime = lease, Ledger = new() { TimeProvider = time } });
        await using var b = new PostgreSqlJobLedger(Database);
        await a.UpToAsync("k", LedgerState.Sending);
        var first = (await b.FindAsync("k"))!.Lease.Until;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => a.SummarizeAsync().AsTask()));
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
