using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class RefusedTokenTests : WorkerTest
{
    private string _token = "expired";

    [Fact]
    public async Task Enqueued_jobs_are_submitted_with_a_valid_token_after_a_restart()
    {
        await using var shop = new Shop();
        using (var host = BuildOn(shop))
        {
            await host.StartAsync();
            await EnqueueAsync(host, 6);
            await Soon.Until(() => Failures >= 6);
            await host.StopAsync().Soonish();
        }

        Assert.Empty(Handled.Refused);
        Assert.Equal(0, shop.Service.Bills);

        _token = shop.Service.Token;
        using var next = BuildOn(shop);
        await next.StartAsync();
        await Handled.UntilEndedAsync(6);
        await next.StopAsync().Soonish();

        Assert.Equal((6, 0), (shop.Service.Bills, Handled.Refused.Count));
    }

    [Theory]
    [InlineData(400, """{"error_code":400004}""")]
    [InlineData(401, "")]
    [InlineData(403, "")]
    public async Task An_enqueued_job_is_submitted_with_a_valid_token_without_a_restart(int status, string body)
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
        Assert.Empty(Handled.Refused);
    }

    [Fact]
    public async Task Jobs_on_a_shared_ledger_are_released_and_left_to_others()
    {
        await using var shop = new Shop();
        var ledger = new UnreliableLedger();
        using var host = BuildOn(shop, ledger, TimeSpan.FromSeconds(77));
        await EnqueueAsync(host, 10);
        await host.StartAsync();

        await ledger.UntilReleasedAsync(10);
        await ledger.UntilLookedForWorkAsync();
        var others = await ledger.ClaimAsync(LedgerWork.Submit, 100);
        await host.StopAsync().Soonish();

        Assert.Equal((10, 10), (others.Count, Failures));
        Assert.Empty(Handled.Refused);
    }

    [Fact]
    public async Task A_job_is_submitted_even_if_the_refused_token_could_not_be_recorded_at_once()
    {
        await using var shop = new Shop();
        _token = shop.Service.Token;
        shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(401));
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(LedgerState.Intended, times: 3) };
        using var host = BuildOn(shop, ledger);
        await host.StartAsync();
        await EnqueueAsync(host, 1);

        await host.UntilAsync("order-0", LedgerState.Delivered);
        await host.StopAsync().Soonish();

        Assert.Equal((2, 1), (shop.Service.RequestsOf(EmulatorCall.Submit), shop.Service.Bills));
        Assert.Empty(Handled.Refused);
    }

    [Fact]
    public async Task A_later_attempt_of_another_caller_stays_in_flight()
    {
        await using var shop = new Shop();
        var lines = 0;
        var ledger = new UnreliableLedger();
        ledger.Before = line =>
        {
            if (line.State != LedgerState.Intended || line.Attempt?.Number != 1)
            {
                return;
            }

            if (++lines == 2)
            {
                // This is the worker's entry. By now, the client has recorded its own entry, and a call with the key is sending.
                ledger.Put(line.Next(LedgerFact.Sending(Guid.NewGuid()), line.ChangedAt));
            }

            throw new TimeoutException("The database does not answer.");
        };
        using var host = BuildOn(shop, ledger);
        await host.StartAsync();
        await EnqueueAsync(host, 1);

        await Soon.Until(() => lines >= 2);
        await ledger.UntilLookedForWorkAsync();
        var job = await ledger.FindAsync("order-0");
        await host.StopAsync().Soonish();

        Assert.Equal((LedgerState.Sending, 2), (job!.State, job.Attempt?.Number));
    }

    [Fact]
    public async Task A_call_that_was_refused_for_its_token_can_be_sent_again_with_its_key()
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

    private IHost BuildOn(Shop shop, JobLedger? ledger = null, TimeSpan? pause = null) => shop.Build(
        Register,
        options => options.RetryDelay = pause ?? options.RetryDelay,
        ledger,
        client => (client.ApiToken, client.TokenProvider) = (null, _ => new(_token)));
}
