namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>Tests a worker whose HTTP clients have the handlers that .NET Aspire adds by default.</summary>
public sealed class ResilienceHandlerTests : WorkerTest
{
    [Fact]
    [Trait("Size", "Full")]
    public async Task A_job_that_was_refused_for_now_is_submitted_again_after_the_standard_resilience_handler_has_given_up()
    {
        Shop.Service.Faults.Add(EmulatorCall.Submit, EmulatorFault.Status(429, TimeSpan.FromSeconds(15)));
        using var host = await Shop.StartAsync(services =>
        {
            Register(services);
            services.ConfigureHttpClientDefaults(static http => http.AddStandardResilienceHandler(static options =>
            {
                // The handler waits for Retry-After (15 seconds), unless TotalRequestTimeout ends first.
                options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(4);
                options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(5);
                options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
            }));
        });

        await host.DeliverAsync("order-1");
        await host.StopAsync();

        Assert.Equal((2, 1), (Shop.Service.RequestsOf(EmulatorCall.Submit), Shop.Service.Bills));
    }
}
