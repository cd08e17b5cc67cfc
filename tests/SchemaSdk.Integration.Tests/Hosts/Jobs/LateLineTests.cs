using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Lines on what came of a submit, which the ledger does not take at once.</summary>
public class LateLineTests
{
    private readonly Handed _handed = new();

    [Fact]
    public async Task An_unknown_outcome_is_put_down_once_the_ledger_takes_it()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Reset(FaultPhase.BeforeResponse));
        var ledger = new MoodyLedger { Before = FailingAt(LedgerState.Unknown) };
        using var host = shop.Build(_handed.Register, ledger: ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Unknown);
        await Soon.Until(() => Task.FromResult(!_handed.Unknown.IsEmpty));
        await host.StopAsync();

        Assert.Equal(("order-1", 1), (Assert.Single(_handed.Unknown).Key, shop.Service.RequestsOf(EmulatorCall.Submit)));
    }

    [Fact]
    public async Task A_refusal_is_put_down_once_the_ledger_takes_it()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(400));
        var ledger = new MoodyLedger { Before = FailingAt(LedgerState.Refused) };
        using var host = shop.Build(_handed.Register, ledger: ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Refused);
        await Soon.Until(() => Task.FromResult(!_handed.Refused.IsEmpty));
        await host.StopAsync();

        Assert.Equal(LedgerRefusal.Service, Assert.Single(_handed.Refused).Job.Refused?.By);
        Assert.Equal((1, 0), (shop.Service.RequestsOf(EmulatorCall.Submit), shop.Service.Bills));
    }

    [Fact]
    public async Task A_refusal_that_could_not_be_put_down_refuses_no_later_attempt()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(400));
        var (ledger, tries) = (new MoodyLedger(), 0);
        LedgerEntry? later = null;
        ledger.Before = line =>
        {
            if (line.State == LedgerState.Refused && tries++ == 0)
            {
                // A caller in this process sends it by itself, and its answer is on its way.
                later = line.Next(LedgerFact.Sending(Guid.NewGuid()), line.ChangedAt) with { Version = line.Version + 2 };
                ledger.Put(later);
                throw new TimeoutException("It is away.");
            }
        };
        using var host = shop.Build(_handed.Register, ledger: ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Task.FromResult(tries > 1));
        ledger.Put(later!.Next(LedgerFact.Unknown(), later.ChangedAt));
        await host.UntilAsync("order-1", LedgerState.Unknown);
        await host.StopAsync();

        Assert.Empty(_handed.Refused);
    }

    [Fact]
    public async Task A_job_whose_outcome_the_client_no_longer_tries_to_record_is_unknown_after_ten_minutes()
    {
        await using var shop = new Shop();
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(400));
        var (time, refused) = (new HeldTime(), false);
        var ledger = new MoodyLedger(new() { TimeProvider = time });
        ledger.Before = line =>
        {
            if (line.State == LedgerState.Refused)
            {
                refused = true;
                throw new ModelLedgerException("Another line was recorded.") { IsConflict = true };
            }
        };
        using var host = shop.Build(_handed.Register, ledger: ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-1");
        await Soon.Until(() => Task.FromResult(refused));
        var before = (await ledger.FindAsync("order-1"))!.State;
        await Soon.Until(async () =>
        {
            time.Pass(601);
            return (await ledger.FindAsync("order-1"))!.State == LedgerState.Unknown;
        });
        await host.StopAsync();

        Assert.Equal((LedgerState.Sending, 1), (before, shop.Service.RequestsOf(EmulatorCall.Submit)));
    }

    private static Action<LedgerEntry> FailingAt(LedgerState state)
    {
        var failures = 2;
        return line => _ = line.State == state && failures-- > 0 ? throw new TimeoutException("It is away.") : line;
    }
}
