using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Jobs whose submit the service refuses for its token, which a person replaces.</summary>
public class ExpiredTokenTests
{
    private readonly Handed _handed = new();
    private readonly HeardLog _log = new();
    private string _token = "expired";

    [Fact]
    public async Task Queued_jobs_stay_to_be_submitted_and_are_delivered_with_a_good_token_after_a_restart()
    {
        await using var shop = new Shop();
        using (var host = BuildOn(shop))
        {
            await host.StartAsync();
            await EnqueueAsync(host, 6);
            await Soon.Until(() => Task.FromResult(Tries() >= 6));
            await host.StopAsync().Soonish();
        }

        Assert.Empty(_handed.Refused);
        Assert.Equal(0, shop.Service.Bills);

        _token = shop.Service.Token;
        using var next = BuildOn(shop);
        await next.StartAsync();
        await _handed.UntilEndedAsync(6);
        await next.StopAsync().Soonish();

        Assert.Equal((6, 0), (shop.Service.Bills, _handed.Refused.Count));
    }

    [Theory]
    [InlineData(400, """{"error_code":400004}""")]
    [InlineData(401, "")]
    [InlineData(403, "")]
    public async Task A_queued_job_is_delivered_once_its_token_is_good_without_a_restart(int status, string body)
    {
        await using var shop = new Shop();
        _token = shop.Service.Token;
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Answer(status, "application/json", body), times: 3);
        using var host = BuildOn(shop);
        await host.StartAsync();
        await EnqueueAsync(host, 1);

        await host.UntilAsync("order-0", LedgerState.Delivered);
        await host.StopAsync().Soonish();

        Assert.Equal((4, 1), (shop.Service.RequestsOf(EmulatorCall.Submit), shop.Service.Bills));
        Assert.Empty(_handed.Refused);
    }

    [Fact]
    public async Task On_a_shared_ledger_they_are_given_back_and_left_to_others()
    {
        await using var shop = new Shop();
        var ledger = new MoodyLedger();
        using var host = BuildOn(shop, ledger, TimeSpan.FromSeconds(77));
        await EnqueueAsync(host, 10);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(10);
        await ledger.UntilLookedForWorkAsync();
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 100);
        await host.StopAsync().Soonish();

        Assert.Equal((10, 10), (others.Count, Tries()));
        Assert.Empty(_handed.Refused);
    }

    [Fact]
    public async Task A_job_stays_to_be_submitted_also_where_the_ledger_does_not_take_that_down_at_once()
    {
        await using var shop = new Shop();
        _token = shop.Service.Token;
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(401));
        var failures = 3;
        var ledger = new MoodyLedger
        {
            Before = line => _ = line.State == LedgerState.Intended && failures-- > 0 ? throw new TimeoutException("It is away.") : line,
        };
        using var host = BuildOn(shop, ledger);
        await host.StartAsync();
        await EnqueueAsync(host, 1);

        await host.UntilAsync("order-0", LedgerState.Delivered);
        await host.StopAsync().Soonish();

        Assert.Equal((2, 1), (shop.Service.RequestsOf(EmulatorCall.Submit), shop.Service.Bills));
        Assert.Empty(_handed.Refused);
    }

    [Fact]
    public async Task A_later_attempt_of_somebody_else_stays_on_its_way()
    {
        await using var shop = new Shop();
        var lines = 0;
        var ledger = new MoodyLedger();
        ledger.Before = line =>
        {
            if (line.State != LedgerState.Intended || line.Attempt?.Number != 1)
            {
                return;
            }

            if (++lines == 2)
            {
                // The worker's line: by now the client has put its own down late, and a call with the key is sending.
                ledger.Put(line.Next(LedgerFact.Sending(Guid.NewGuid()), line.ChangedAt));
            }

            throw new TimeoutException("It is away.");
        };
        using var host = BuildOn(shop, ledger);
        await host.StartAsync();
        await EnqueueAsync(host, 1);

        await Soon.Until(() => Task.FromResult(lines >= 2));
        await ledger.UntilLookedForWorkAsync();
        var job = await ledger.FindAsync("order-0");
        await host.StopAsync().Soonish();

        Assert.Equal((LedgerState.Sending, 2), (job!.State, job.Attempt?.Number));
    }

    [Fact]
    public async Task A_call_that_was_refused_for_its_token_is_sent_again_with_its_key_and_a_good_token()
    {
        await using var shop = new Shop();
        using var host = BuildOn(shop);
        var client = host.Services.GetRequiredService<RunComfyClient>();

        var refusal = await Assert.ThrowsAsync<ModelApiException>(
            () => client.RunAsync(Shop.Model, Shop.Input(), new() { Key = "order-0" }));
        var state = (await host.Jobs().FindAsync("order-0"))!.State;
        _token = shop.Service.Token;
        var result = await client.RunAsync(Shop.Model, Shop.Input(), new() { Key = "order-0" });

        Assert.Equal((true, LedgerState.Refused), (refusal.IsUnauthorized, state));
        Assert.Equal(("order-0", 1), (result.Key, shop.Service.Bills));
    }

    private static async Task EnqueueAsync(IHost host, int jobs)
    {
        for (var i = 0; i < jobs; i++)
        {
            await host.EnqueueAsync($"order-{i}");
        }
    }

    private int Tries() => _log.Messages.Count(message => message.Id == 6);

    private IHost BuildOn(Shop shop, JobLedger? ledger = null, TimeSpan? pause = null) => shop.Build(
        services =>
        {
            _handed.Register(services);
            services.AddLogging(logging => logging.AddProvider(_log));
        },
        options => options.RetryDelay = pause ?? options.RetryDelay,
        ledger,
        client => (client.ApiToken, client.TokenProvider) = (null, _ => new(_token)));
}
