using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

[Collection(nameof(StopCycles))]
public class StopCyclesTests
{
    private readonly HeardLog _log = new();
    private readonly StopCycles _cycles = new();

    [Fact]
    public async Task A_host_that_is_disposed_while_it_stops_logs_no_error()
    {
        await using var shop = new Shop();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ledger = new UnreliableLedger { Releases = released.Task };
        var host = shop.Build(services => services.AddLogging(logging => logging.AddProvider(_log)), ledger: ledger);
        await host.StartAsync();

        var stopping = host.StopAsync();
        await Soon.Until(() => ledger.AskedToRelease > 0);
        host.Dispose();
        released.SetResult();
        await stopping.Soonish();

        Assert.DoesNotContain(_log.Messages, message => message.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Hosts_that_stop_at_random_moments_throw_nothing_and_submit_no_job_twice()
    {
        await using var shop = new Shop(_cycles.Service);

        await _cycles.RunAsync(
            few: 25,
            seed: 34,
            () => AppOf(shop),
            static (host, name) => host.EnqueueAsync(name, name),
            static (host, name) => CallBackAsync((WebApplication)host, name));
    }

    private static async Task CallBackAsync(WebApplication app, string key)
    {
        using var sender = app.GetTestClient();
        using var answer = await sender.PostAsJsonAsync($"/callbacks/{key}", new { request_id = "none" });
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable });
    }

    private WebApplication AppOf(Shop shop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(_cycles.Log);
        shop.Register(builder.Services);
        builder.Services.AddHealthChecks().AddModelJobs();
        var app = builder.Build();
        app.MapModelCallbacks("/callbacks/{key?}");
        return app;
    }
}
