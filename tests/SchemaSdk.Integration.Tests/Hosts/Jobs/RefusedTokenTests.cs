using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

public class RefusedTokenTests : WorkerTest
{
    private string _token = "expired";

    [Theory]
    [InlineData(400, """{"error_code":400004}""", 3, 0)]
    [InlineData(401, "", 3, 0)]
    [InlineData(403, "", 3, 0)]
    [InlineData(401, "", 1, 3)]
    public async Task A_job_is_submitted_with_a_valid_token_without_a_restart_even_if_its_refusal_could_not_be_recorded_immediately(
        int status, string body, int refusals, int failedEntries)
    {
        _token = Shop.Service.Token;
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Answer(status, "application/json", body), refusals);
        var ledger = new UnreliableLedger { Before = UnreliableLedger.FailingAt(LedgerState.Intended, failedEntries) };
        using var host = await StartAsync(ledger);
        await host.EnqueueAsync("order-0");

        await host.UntilAsync("order-0", LedgerState.Delivered);
        await host.StopAsync().Soonish();

        Assert.Equal((refusals + 1, 1), (Shop.Service.RequestsOf(EmulatorCall.Submit), Shop.Service.Bills));
        Assert.Empty(Handled.Refused);
    }

    [Fact]
    public async Task A_later_attempt_of_another_caller_stays_in_flight()
    {
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
                // The client failed to record this entry, and so will the worker. Meanwhile, another caller seems to send the job.
                ledger.Put(line.Next(LedgerFact.Sending(Guid.NewGuid()), line.ChangedAt));
            }

            throw new TimeoutException("The database does not answer.");
        };
        using var host = await StartAsync(ledger, TimeProvider.System);
        await host.EnqueueAsync("order-0");

        await Soon.Until(() => lines >= 2);
        await ledger.UntilLookedForWorkAsync();
        var job = await ledger.FindAsync("order-0");
        await host.StopAsync().Soonish();

        Assert.Equal((LedgerState.Sending, 2), (job!.State, job.Attempt?.Number));
    }

    [Theory]
    [InlineData(EmulatorCall.Submit, 401, "acme")]
    [InlineData(EmulatorCall.Status, 401, "acme")]
    [InlineData(EmulatorCall.Submit, 403, null)]
    [InlineData(EmulatorCall.Status, 403, null)]
    public async Task A_refused_token_of_one_customer_or_a_403_delays_no_other_job(EmulatorCall call, int status, string? customer)
    {
        Shop.Service.Faults.Add(call, EmulatorFault.Status(status));
        using var host = await Shop.StartAsync(
            Register,
            options => options.RetryDelay = TimeSpan.FromMinutes(5),
            client: client => (client.ApiToken, client.TokenForCall) = (null, (_, _) => new(Shop.Service.Token)));
        await EnqueueAsync(host, "order-1", customer);
        await Soon.Until(() => Failures == 1);

        await host.DeliverAsync("order-2", "a car");

        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        Assert.Equal("order-2", Assert.Single(Handled.Ended).Key);
        await host.StopAsync().Soonish();
    }

    [Theory]
    [InlineData(401, "acme")]
    [InlineData(403, null)]
    public async Task However_many_jobs_of_one_customer_or_model_are_refused_the_others_run(int status, string? customer)
    {
        // If a thousand jobs are paused for a reason that may affect all jobs, the worker claims no more jobs.
        var count = 1_000;
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(status), count);
        var ledger = new UnreliableLedger();
        using var host = await Shop.StartAsync(
            Register,
            options => options.RetryDelay = TimeSpan.FromMinutes(5),
            ledger,
            client => (client.ApiToken, client.TokenForCall) = (null, (_, _) => new(Shop.Service.Token)));
        for (var number = 0; number < count; number++)
        {
            await EnqueueAsync(host, $"refused-{number}", customer);
        }

        await ledger.UntilReleasedAsync(count);
        await host.DeliverAsync("order-1");

        Assert.Equal("order-1", Assert.Single(Handled.Ended).Key);
        await host.StopAsync().Soonish();
    }

    [Fact]
    public async Task A_refused_token_of_the_host_makes_it_unhealthy_even_if_the_job_has_a_customer()
    {
        using var host = await StartAsync();

        await EnqueueAsync(host, "order-1", "acme");

        await Soon.Until(async () => (await host.HealthAsync()).Description
            ?.StartsWith("No job can be sent or recorded.", StringComparison.Ordinal) == true);
        await host.StopAsync().Soonish();
    }

    private static Task EnqueueAsync(IHost host, string key, string? customer) =>
        host.Jobs().EnqueueAsync(host.Jobs().IntentOf(key, Shop.Model, Shop.Input()) with { Customer = customer });

    // time: the client's clock. With the system clock, the client retries later than the worker.
    private Task<IHost> StartAsync(JobLedger? ledger = null, TimeProvider? time = null) => Shop.StartAsync(
        Register,
        ledger: ledger,
        client: client => (client.ApiToken, client.TokenProvider, client.TimeProvider) =
            (null, _ => new(_token), time ?? client.TimeProvider));
}
