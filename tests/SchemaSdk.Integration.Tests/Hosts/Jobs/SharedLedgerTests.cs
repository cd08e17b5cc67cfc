using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Workers whose ledger other processes use, too.</summary>
public class SharedLedgerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);

    // Whoever has the copy may be able to send it, whatever the rules say of its name.
    private static readonly byte[] Filed = Encoding.UTF8.GetBytes(
        $$"""{"prompt":"a boat","aspect_ratio":"schemasdk-file:image/png;sha256={{new string('0', 64)}}"}""");
    private static readonly byte[] Unfit = """{"promt":"a boat"}"""u8.ToArray();

    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();

    [Theory]
    [InlineData("worker-1", LedgerState.Refused)]
    [InlineData("worker-2", LedgerState.Intended)]
    public async Task A_job_is_refused_only_by_the_process_that_has_it(string owner, LedgerState left)
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        using var host = shop.Build(Register, ledger: ledger);
        var intent = host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Input = Unfit };
        ledger.Put(intent);
        ledger.Finding = () =>
        {
            ledger.Finding = null;
            ledger.Put(intent with { Lease = new() { Owner = owner, Epoch = 2 } });
        };

        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(ledger.Looks > 5 && ledger.Released.Contains("order-1")));
        await host.StopAsync();

        Assert.Equal((left, left == LedgerState.Refused ? 1 : 0), ((await ledger.FindAsync("order-1"))!.State, _handed.Refused.Count));
    }

    [Fact]
    public async Task A_job_that_cannot_be_submitted_does_not_keep_others_from_their_turn()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause);
        var ledger = new MoodyLedger(new() { TimeProvider = time });
        using var host = BuildWith(10, shop, ledger);
        await host.StartAsync();

        await host.EnqueueAsync("order-10");
        await host.UntilAsync("order-10", LedgerState.Delivered);
        await host.StopAsync().Soonish();

        Assert.Equal((10, "order-10"), (Tries(), Assert.Single(_handed.Ended).Key));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(400, false)]
    [InlineData(500, false, "acme")]
    public async Task A_job_that_this_process_cannot_follow_is_given_back_and_left_to_others_for_a_while(
        int status, bool isKept, string service = "RunComfy")
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause);
        var ledger = new MoodyLedger(new() { Cipher = new OtherSecret(), MaxResultBytes = isKept ? 1000 : 0, TimeProvider = time })
        {
        };
        var refusal = EmulatorFault.Answer(status, "application/json", """{"error_code":400004}""");
        shop.Service.Faults.Add(EmulatorCall.Status, refusal, times: 100);
        using var host = shop.Build(Register, options => options.RetryDelay = Pause, ledger);
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
        var tried = Tries();
        time.Pass(Pause.TotalSeconds + 1);
        await Soon.Until(() => Task.FromResult(Tries() == 2));
        await host.StopAsync().Soonish();

        Assert.Equal(1, tried);
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_job_that_a_worker_without_a_handler_has_followed_is_delivered_by_one_with_a_handler()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        using var host = shop.Build(ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.UntilAsync("order-1", LedgerState.Ended);

        using var other = shop.Build(Register, ledger: ledger);
        await other.StartAsync();
        await other.UntilAsync("order-1", LedgerState.Delivered);
        await Task.WhenAll(host.StopAsync(), other.StopAsync()).Soonish();

        Assert.Equal(("order-1", 1), (Assert.Single(_handed.Ended).Key, shop.Service.Bills));
    }

    [Fact]
    public async Task A_worker_without_a_handler_pauses_where_its_ledger_hands_ended_jobs_out_all_the_same()
    {
        await using var shop = new Shop();
        var time = new HeldTime(Pause);
        var ledger = new MoodyLedger(new() { TimeProvider = time }) { HandsOut = _ => LedgerWork.Follow };
        using var host = shop.Build(configure: options => options.RetryDelay = Pause, ledger: ledger);
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { State = LedgerState.Ended, RequestId = "req-1" });
        await host.StartAsync();

        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        await ledger.UntilLookedForWorkAsync();
        var before = ledger.Released.Count;
        time.EndPauses();
        await Soon.Until(() => Task.FromResult(time.Pauses == 1));
        var released = ledger.Released.Count;
        await host.StopAsync().Soonish();

        Assert.Equal((0, 1), (before, released));
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    private int Tries() => _log.Messages.Count(message => message.Id == 6);

    private IHost BuildWith(int jobs, Shop shop, MoodyLedger ledger)
    {
        var host = shop.Build(Register, options => (options.MaxSubmits, options.RetryDelay) = (1, Pause), ledger);
        for (var i = 0; i < jobs; i++)
        {
            ledger.Put(host.Jobs().IntentOf($"order-{i}", Shop.Model, Shop.Input()) with { Input = Filed });
        }

        return host;
    }

    private void Register(IServiceCollection services)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(_log));
    }

    private sealed class OtherSecret : LedgerCipher
    {
        public override byte[] Encrypt(string key, ReadOnlySpan<byte> content) => content.ToArray();

        public override byte[] Decrypt(string key, ReadOnlySpan<byte> content) => throw new CryptographicException("The tag is wrong.");
    }
}
