using System.Security.Cryptography;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class SharedLedgerTests : WorkerTest
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);

    [Theory]
    [InlineData("worker-1", LedgerState.Refused)]
    [InlineData("worker-2", LedgerState.Intended)]
    public async Task A_job_is_refused_only_by_the_process_that_claimed_it(string owner, LedgerState left)
    {
        var ledger = new UnreliableLedger();
        using var host = Shop.Build(Register, ledger: ledger);
        var intent = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Input = """{"promt":"a boat"}"""u8.ToArray() };
        ledger.Put(intent);
        ledger.Finding = () =>
        {
            ledger.Finding = null;
            ledger.Put(intent with { Lease = new() { Owner = owner, Epoch = 2 } });
        };

        await host.StartAsync();
        await Soon.Until(() => ledger.Looks > 5 && ledger.Released.Contains("order-1"));
        await host.StopAsync();

        Assert.Equal((left, left == LedgerState.Refused ? 1 : 0), ((await ledger.FindAsync("order-1"))!.State, Handled.Refused.Count));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(400, false)]
    [InlineData(500, false, "acme")]
    public async Task A_job_that_this_process_cannot_continue_is_released_and_left_to_others_for_a_while(
        int status, bool isKept, string service = "RunComfy")
    {
        var time = new HeldTime(Pause);
        var ledger = new UnreliableLedger(new() { Cipher = new OtherSecret(), MaxResultBytes = isKept ? 1000 : 0, TimeProvider = time });
        var refusal = EmulatorFault.Answer(status, "application/json", """{"error_code":400004}""");
        Shop.Service.Faults.Add(EmulatorCall.Status, refusal, times: 100);
        using var host = Shop.Build(Register, options => options.RetryDelay = Pause, ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with
        {
            State = LedgerState.Ended,
            Service = service,
            RequestId = "req-1",
            Result = isKept ? "{}"u8.ToArray() : default,
        });
        await host.StartAsync();

        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        var tried = Failures;
        time.Pass(Pause.TotalSeconds + 1);
        await Soon.Until(() => Failures == 2);
        await host.StopAsync().Soonish();

        Assert.Equal(1, tried);
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_job_that_ended_at_a_worker_without_a_handler_is_delivered_by_one_with_a_handler_without_a_request()
    {
        var ledger = new UnreliableLedger();
        using var host = await Shop.StartAsync(ledger: ledger);
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Ended);
        var requests = Shop.Service.Requests;

        using var other = await Shop.StartAsync(Register, ledger: ledger);
        await other.UntilAsync("order-1", LedgerState.Delivered);
        await Task.WhenAll(host.StopAsync(), other.StopAsync()).Soonish();

        var job = Assert.Single(Handled.Ended);
        Assert.Equal(("order-1", requests, 1), (job.Key, Shop.Service.Requests, Shop.Service.Bills));
        Assert.NotNull(job.Result);
    }

    [Theory]
    [InlineData(77)]
    [InlineData(3600)]
    public async Task A_worker_without_a_handler_pauses_for_the_RetryDelay_if_its_ledger_returns_ended_jobs(int seconds)
    {
        var pause = TimeSpan.FromSeconds(seconds);
        var time = new HeldTime(pause);
        var ledger = new UnreliableLedger(new() { TimeProvider = time }) { HandsOut = _ => LedgerWork.Follow };
        using var host = Shop.Build(configure: options => options.RetryDelay = pause, ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Ended, RequestId = "req-1" });
        await host.StartAsync();

        await Soon.Until(() => time.Pauses == 1);
        await ledger.UntilLookedForWorkAsync();
        var before = ledger.Released.Count;
        time.EndPauses();
        await Soon.Until(() => time.Pauses == 1);
        var released = ledger.Released.Count;
        await host.StopAsync().Soonish();

        Assert.Equal((0, 1), (before, released));
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_worker_leaves_the_jobs_of_another_service_to_the_workers_of_that_service()
    {
        await using var ledger = new SqliteJobLedger(Shop.Path, new() { Ledger = QuickTime.Options });
        using var host = Shop.Build(Register, ledger: ledger);
        await ledger.BeginAsync(host.Jobs().IntentOf("theirs", Shop.Model, Shop.Input()) with { Service = "acme" });
        await host.StartAsync();

        await host.DeliverAsync("ours");

        var theirs = await ledger.FindAsync("theirs");
        await host.StopAsync().Soonish();
        Assert.Equal((LedgerState.Intended, 0L), (theirs!.State, theirs.Lease.Epoch));
    }

    [Fact]
    public async Task An_unknown_job_cannot_be_reconciled_with_the_list_of_another_service()
    {
        var ledger = new UnreliableLedger();
        using var host = Shop.Build(Register, ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("theirs", Shop.Model, Shop.Input()) with { Service = "acme", State = LedgerState.Unknown });

        var error = await Soon.Throws<ModelLedgerException>(host.Jobs().ResultAsync("theirs"));

        Assert.Contains(" belongs to acme, but this client calls RunComfy. ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(LedgerState.Refused)]
    public async Task A_claimed_job_that_was_removed_or_refused_meanwhile_is_not_submitted(LedgerState? left)
    {
        using var submit = new HeldAnswers();
        using var host = await Shop.StartAsync(Register, options => options.MaxSubmits = 1, inFront: submit);
        await host.EnqueueAsync("order-1");
        await submit.Reached.Soonish();
        await host.EnqueueAsync("order-2");
        await Soon.Until(() => Shop.Jobs.Find("order-2")!.Lease.Owner is not null);

        var claimed = Shop.Jobs.Find("order-2")!;
        Shop.Jobs.Forget("order-2");
        if (left is { } state)
        {
            Shop.Jobs.Adopt(claimed with { State = state, Version = claimed.Version + 1, Lease = new() { Epoch = 2 } });
        }

        submit.Go();
        await host.DeliverAsync("order-3");   // the worker comes to this job only after order-2
        await host.StopAsync().Soonish();

        Assert.Equal(left, Shop.Jobs.Find("order-2")?.State);
        Assert.Empty(Handled.Refused);
        Assert.Equal(2, Shop.Service.Bills);
    }

    [Fact]
    public async Task A_worker_releases_an_accepted_job_that_the_ledger_has_removed_and_does_not_deliver_it()
    {
        var (time, ledger) = (new PassingTime(), new UnreliableLedger());
        await using var shop = Shop.Running(time);
        using var host = await shop.StartAsync(Register, ledger: ledger);
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Accepted);

        ledger.Forget("order-1");
        time.Pass(3600);

        await ledger.UntilReleasedAsync(1);
        await host.StopAsync().Soonish();
        Assert.Empty(Handled.Ended);
    }

    private sealed class OtherSecret : LedgerCipher
    {
        public override byte[] Encrypt(string key, ReadOnlySpan<byte> content) => content.ToArray();

        public override byte[] Decrypt(string key, ReadOnlySpan<byte> content) => throw new CryptographicException("The tag is wrong.");
    }
}
