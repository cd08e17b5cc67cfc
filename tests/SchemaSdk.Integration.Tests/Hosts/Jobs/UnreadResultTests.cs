using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Jobs that have ended, and whose results cannot be read.</summary>
public class UnreadResultTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(77);

    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();
    private readonly MoodyCipher _cipher = new();
    private readonly HeldTime _time = new(Pause);

    [Fact]
    public async Task A_result_that_the_cipher_cannot_open_is_tried_again_after_a_pause_and_given_to_nobody()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { Cipher = _cipher, TimeProvider = _time });
        await EndAsync(shop, ledger);
        _cipher.Failures = int.MaxValue;

        using var host = shop.Build(Register, options => options.RetryDelay = Pause, ledger);
        await host.StartAsync();
        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        await host.StopAsync();

        Assert.Empty(_handed.Ended);
        Assert.Equal(18, Assert.Single(_log.Messages, message => message.Level >= LogLevel.Warning).Id);
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_result_that_is_encrypted_is_given_to_nobody_by_a_worker_without_a_cipher()
    {
        await using var shop = new Shop();
        var sealing = new MoodyLedger(new() { Cipher = _cipher });
        await EndAsync(shop, sealing);
        var ledger = new MoodyLedger(new() { TimeProvider = _time });
        ledger.Put((await sealing.FindAsync("order-1"))!);

        using var host = shop.Build(Register, options => options.RetryDelay = Pause, ledger);
        await host.StartAsync();
        await ledger.UntilReleasedAsync(1);
        await ledger.UntilLookedForWorkAsync();
        await host.StopAsync();

        Assert.Empty(_handed.Ended);
        Assert.Equal(LedgerState.Ended, (await ledger.FindAsync("order-1"))!.State);
    }

    [Fact]
    public async Task A_result_that_the_cipher_could_not_open_at_once_is_given_to_the_handler()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { Cipher = _cipher });
        await EndAsync(shop, ledger);
        _cipher.Failures = 1;

        await DeliverAsync(shop, ledger);

        var job = Assert.Single(_handed.Ended);
        Assert.Null(job.Error);
        Assert.NotNull(job.Result);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_result_that_is_not_kept_is_given_to_the_handler_once_the_service_gives_it_out_again(int refusal)
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { MaxResultBytes = 0, TimeProvider = _time });
        await EndAsync(shop, ledger);
        shop.Service.Faults.Add(EmulatorCall.Status, EmulatorFault.Status(refusal), times: 2);

        await DeliverAsync(shop, ledger);

        var job = Assert.Single(_handed.Ended);
        Assert.Null(job.Error);
        Assert.NotNull(job.Result);
    }

    [Theory]
    [InlineData(404, "text/html", "<html><body>404 Not Found</body></html>")]
    [InlineData(404, "application/json", """{"message":"no Route matched with those values"}""")]
    [InlineData(404, "application/json", "")]
    [InlineData(410, "application/json", "")]
    public async Task A_result_that_is_not_kept_is_not_given_up_for_what_a_proxy_says(int status, string mediaType, string body)
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { MaxResultBytes = 0 });
        await EndAsync(shop, ledger);
        shop.Service.Faults.Add(EmulatorCall.Status, EmulatorFault.Answer(status, mediaType, body), times: 2);

        await DeliverAsync(shop, ledger);

        var job = Assert.Single(_handed.Ended);
        Assert.Null(job.Error);
        Assert.NotNull(job.Result);
    }

    [Theory]
    [InlineData(404, """{"error_code":404001}""")]
    [InlineData(410, """{"error_code":410001}""")]
    [InlineData(200, """{"error_code":404001}""")]
    public async Task A_result_that_is_not_kept_and_that_the_service_does_not_know_any_more_is_an_error(int status, string body)
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { MaxResultBytes = 0 });
        await EndAsync(shop, ledger);
        shop.Service.Faults.Add(EmulatorCall.Status, EmulatorFault.Answer(status, "application/json", body));

        await DeliverAsync(shop, ledger);

        var job = Assert.Single(_handed.Ended);
        Assert.Null(job.Result);
        Assert.Equal((JobState.Succeeded, status), (job.Outcome, Assert.IsType<ModelApiException>(job.Error).StatusCode));
    }

    [Fact]
    public async Task A_job_whose_run_fails_is_claimed_again_only_after_a_pause()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger(new() { TimeProvider = _time })
        {
            Before = line => _ = line.State == LedgerState.Refused ? throw new TimeoutException("It is away.") : line,
        };
        using var host = shop.Build(Register, options => options.RetryDelay = Pause, ledger);
        var unfit = """{"promt":"a boat"}"""u8.ToArray();
        ledger.Put(host.Jobs().IntentOf("order-1", Shop.Model, Shop.Input()) with { Input = unfit });

        await host.StartAsync();
        await Soon.Until(() => Task.FromResult(_time.Pauses == 1));
        await ledger.UntilLookedForWorkAsync();
        var failed = Failed();
        _time.EndPauses();
        await Soon.Until(() => Task.FromResult(Failed() == 2));
        await host.StopAsync().Soonish();

        Assert.Equal(1, failed);

        int Failed() => _log.Messages.Count(message => message.Id == 7);
    }

    // Of a host without a handler, nobody takes the result.
    private static async Task EndAsync(Shop shop, JobLedger ledger)
    {
        using var host = shop.Build(ledger: ledger);
        await host.StartAsync();
        await host.EnqueueAsync("order-1");
        await host.Jobs().WaitAsync("order-1").Soonish();
        await host.StopAsync();
    }

    private async Task DeliverAsync(Shop shop, JobLedger ledger)
    {
        using var host = shop.Build(Register, ledger: ledger);
        await host.StartAsync();
        await Soon.Until(async () =>
        {
            // What the token keeps from this worker, it leaves to others for a while.
            _time.Pass(60);
            return (await ledger.FindAsync("order-1"))!.State == LedgerState.Delivered;
        });
        await host.StopAsync();
    }

    private void Register(IServiceCollection services)
    {
        _handed.Register(services);
        services.AddLogging(logging => logging.AddProvider(_log));
    }
}
