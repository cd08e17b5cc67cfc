using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SchemaSdk.Hosts.Tests.Bench;

namespace SchemaSdk.Hosts.Tests.Jobs;

/// <summary>Hosts that stop, or are disposed of, at any moment of their life.</summary>
public partial class StopCyclesTests
{
    private readonly HeardLog _log = new();
    private readonly ConcurrentQueue<Exception> _thrown = new();

    private static int Cycles => Environment.GetEnvironmentVariable("SCHEMASDK_FULL") == "1" ? 1000 : 60;

    [Fact]
    public async Task A_host_that_is_disposed_of_while_it_stops_stops_without_an_error()
    {
        await using var shop = new Shop();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ledger = new MoodyLedger { Releases = released.Task };
        var host = shop.Build(services => services.AddLogging(logging => logging.AddProvider(_log)), ledger: ledger);
        await host.StartAsync();

        var stopping = host.StopAsync();
        await Soon.Until(() => Task.FromResult(ledger.AskedToRelease > 0));
        host.Dispose();
        released.SetResult();
        await stopping.Soonish();

        Assert.DoesNotContain(_log.Messages, message => message.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Hosts_that_stop_or_are_disposed_of_at_random_moments_throw_nothing()
    {
        void Keep(object? sender, UnobservedTaskExceptionEventArgs args) => _thrown.Enqueue(args.Exception);
        TaskScheduler.UnobservedTaskException += Keep;
        var random = new Random(34);
        await using var shop = new Shop();
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            await CycleAsync(shop, random, $"order-{cycle}").Soonish();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Keep;

        Assert.DoesNotContain(_thrown, error => OurFrame().IsMatch(error.ToString()));
        Assert.DoesNotContain(_log.Messages, message => message.Level >= LogLevel.Error);
        Assert.Equal(shop.Service.BilledRequestIds.Distinct().Count(), shop.Service.Bills);
    }

    [GeneratedRegex(@"^\s+at SchemaSdk\.(?!Hosts\.Tests)", RegexOptions.Multiline)]
    private static partial Regex OurFrame();

    private async Task CycleAsync(Shop shop, Random random, string key)
    {
        var app = AppOf(shop);
        var isStarted = random.Next(8) != 0;
        var starting = AttemptAsync(() => app.StartAsync());
        var sending = Task.CompletedTask;
        if (isStarted)
        {
            await starting;
            await app.EnqueueAsync(key, key);
            sending = AttemptAsync(() => CallBackAsync(app, key));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 12));

        // As WebApplicationFactory does while the program that it runs disposes of its host by itself.
        var stopping = random.Next(3) != 0 ? AttemptAsync(() => app.StopAsync()) : Task.CompletedTask;
        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 3));
        await AttemptAsync(() => random.Next(2) == 0 ? app.DisposeAsync().AsTask() : Task.Run(() => ((IDisposable)app).Dispose()));
        await Task.WhenAll(starting, sending, stopping);
    }

    private async Task AttemptAsync(Func<Task> action)
    {
        try
        {
            await Task.Run(action);
        }
        catch (ObjectDisposedException gone) when (gone.ObjectName == nameof(IServiceProvider))
        {
            // The framework says so of a container that is disposed of before the host has started, or under a request.
        }
        catch (Exception exception)
        {
            _thrown.Enqueue(exception);
        }
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
        builder.Logging.ClearProviders().AddProvider(_log);
        shop.Register(builder.Services);
        builder.Services.AddHealthChecks().AddModelJobs();
        var app = builder.Build();
        app.MapModelCallbacks("/callbacks/{key?}");
        return app;
    }
}
