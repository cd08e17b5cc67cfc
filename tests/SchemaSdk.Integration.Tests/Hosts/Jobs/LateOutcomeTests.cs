namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class LateOutcomeTests : WorkerTest
{
    [Theory]
    [InlineData(LedgerState.Unknown)]
    [InlineData(LedgerState.Refused)]
    public async Task An_outcome_that_could_not_be_recorded_immediately_is_recorded_later(LedgerState outcome)
    {
        Shop.Service.Faults.Add(
            EmulatorCall.Submit,
            outcome == LedgerState.Unknown ? EmulatorFault.Reset(FaultPhase.BeforeResponse) : EmulatorFault.Status(400));
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(outcome, times: 2) };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", outcome);
        await Soon.Until(() => !Handled.Unknown.IsEmpty || !Handled.Refused.IsEmpty);
        await host.StopAsync();

        var job = Assert.Single([.. Handled.Unknown, .. Handled.Refused.Select(refused => refused.Job)]);
        Assert.Equal(("order-1", outcome), (job.Key, job.State));
        Assert.Equal(outcome == LedgerState.Refused ? LedgerRefusal.Service : null, job.Refused?.By);
        Assert.Equal(1, Shop.Service.RequestsOf(EmulatorCall.Submit));
    }

    [Fact]
    public async Task A_refusal_that_is_recorded_late_does_not_refuse_a_later_attempt()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(400));
        var (ledger, tries) = (new UnreliableLedger(), 0);
        LedgerEntry? later = null;
        ledger.Before = line =>
        {
            if (line.State == LedgerState.Refused && tries++ == 0)
            {
                // Acts as if a later caller in this process had sent the job and were waiting for the answer.
                later = line.Next(LedgerFact.Sending(Guid.NewGuid()), line.ChangedAt) with { Version = line.Version + 2 };
                ledger.Put(later);
                throw new TimeoutException("The database does not answer.");
            }
        };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        await host.EnqueueAsync("order-1");
        await Soon.Until(() => tries > 1);
        await ledger.UntilLookedForWorkAsync();
        var meanwhile = await ledger.FindAsync("order-1");
        ledger.Put(later!.Next(LedgerFact.Unknown(), later.ChangedAt));
        await host.UntilAsync("order-1", LedgerState.Unknown);
        await host.StopAsync();

        Assert.Equal((LedgerState.Sending, later.Attempt!.Id), (meanwhile!.State, meanwhile.Attempt!.Id));
        Assert.Empty(Handled.Refused);
    }

    [Fact]
    public async Task A_job_whose_outcome_is_not_recorded_is_unknown_after_ten_minutes()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(400));
        var time = new HeldTime();
        var ledger = new UnreliableLedger(new() { TimeProvider = time });
        ledger.Before = line =>
        {
            if (line.State == LedgerState.Refused)
            {
                throw new ModelLedgerException("Another entry was recorded.") { IsConflict = true };
            }
        };
        using var host = await Shop.StartAsync(Register, ledger: ledger);

        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Failures > 0);   // the ten minutes have begun
        var failures = Failures;
        time.Pass(540);
        await Soon.Until(() => Failures > failures + 1);
        var before = (await ledger.FindAsync("order-1"))!.State;
        time.Pass(61);
        await host.UntilAsync("order-1", LedgerState.Unknown);
        await host.StopAsync();

        Assert.Equal((LedgerState.Sending, 1), (before, Shop.Service.RequestsOf(EmulatorCall.Submit)));
    }
}
