using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>The tests that never run at the same time as any other test.</summary>
[CollectionDefinition(nameof(StopCycles), DisableParallelization = true)]
public sealed class StopCycles;

/// <summary>
/// Starts hosts, and stops or disposes them at random moments. Collects all exceptions, including unobserved ones, and the whole log.
/// </summary>
// Other tests do not run at the same time, because their unobserved exceptions would be collected too.
[Collection(nameof(StopCycles))]
public sealed partial class StopCyclesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Exception> _thrown = new();
    private readonly ConcurrentQueue<Exception> _unobserved = new();
    private readonly ConcurrentQueue<string> _billed = new();
    private readonly HeardLog _log = new(heard: "");

    [Fact]
    public async Task A_host_that_is_disposed_while_it_stops_logs_no_error()
    {
        await using var shop = new Shop(new() { QueueTime = TimeSpan.FromHours(1) });
        var log = new HeardLog();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ledger = new UnreliableLedger { Releases = released.Task };
        var host = shop.Build(services => services.AddLogging(logging => logging.AddProvider(log)), ledger: ledger);
        await host.EnqueueAsync("order-1");
        await host.StartAsync();
        await host.UntilAsync("order-1", LedgerState.Accepted);

        var stopping = host.StopAsync();
        await Soon.Until(() => ledger.AskedToRelease > 0);
        host.Dispose();
        released.SetResult();
        await stopping.Soonish();

        Assert.DoesNotContain(log.Messages, message => message.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Hosts_that_stop_at_random_moments_throw_nothing_and_submit_no_job_twice()
    {
        await using var shop = new Shop(new()
        {
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Outcome = submit =>
            {
                _billed.Enqueue(submit.Input.GetProperty("prompt").GetString()!);
                return EmulatedOutcome.Succeed;
            },
        });
        var (random, number) = (new Random(34), Environment.GetEnvironmentVariable("SCHEMASDK_FULL") == "1" ? 1000 : 25);
        void Keep(object? sender, UnobservedTaskExceptionEventArgs args) => _unobserved.Enqueue(args.Exception.GetBaseException());

        // Finalizes the failed tasks of earlier tests, so that their exceptions are not counted here.
        Collect();
        TaskScheduler.UnobservedTaskException += Keep;
        try
        {
            for (var cycle = 0; cycle < number; cycle++)
            {
                var ending = CycleAsync(AppOf(shop), $"order-{cycle}", random);
                Assert.True(
                    await Task.WhenAny(ending, Task.Delay(Limit)) == ending,
                    $"Cycle {cycle} has not ended. The log: {string.Join(Environment.NewLine, _log.Messages.TakeLast(20))}");
                await ending;
            }

            await SendAsync(AppOf(shop));

            // Once this exception is reported, all earlier unobserved exceptions have been reported too.
            Lose(new CanaryException());
            for (var tries = 0; tries < 100 && !_unobserved.Any(lost => lost is CanaryException); tries++)
            {
                Collect();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Keep;
        }

        Assert.Contains(_unobserved, lost => lost is CanaryException);
        Assert.DoesNotContain(_unobserved, lost => lost is not CanaryException);
        Assert.DoesNotContain(_thrown, error => OurFrame().IsMatch(error.ToString()));
        Assert.DoesNotContain(
            _log.Messages,
            message => message.Level >= LogLevel.Error && !IsOfContainer(message.Error) && !IsUnbegun(message.Error));
        Assert.Distinct(_billed);
    }

    [GeneratedRegex(@"^\s+at SchemaSdk\.(?!\w+\.Tests\.)", RegexOptions.Multiline)]
    private static partial Regex OurFrame();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Lose(Exception exception) => _ = Task.FromException(exception);

    // Collects several times, because a finalizer can make further objects unreachable.
    private static void Collect()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
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

    private async Task CycleAsync(WebApplication app, string name, Random random)
    {
        var isStarted = random.Next(8) != 0;
        var starting = AttemptAsync(() => app.StartAsync());
        var calling = Task.CompletedTask;
        if (isStarted)
        {
            await starting;
            await app.EnqueueAsync(name, name);
            calling = AttemptAsync(() => CallBackAsync(app, name));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 12));

        // Often stops the host while it is also being disposed, as WebApplicationFactory does.
        var stopping = random.Next(3) != 0 ? AttemptAsync(() => app.StopAsync()) : Task.CompletedTask;
        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 3));
        var isAsync = random.Next(2) == 0;
        await AttemptAsync(() => isAsync ? app.DisposeAsync().AsTask() : Task.Run(((IHost)app).Dispose));
        await Task.WhenAll(starting, calling, stopping);
    }

    private static async Task CallBackAsync(WebApplication app, string key)
    {
        using var sender = app.GetTestClient();
        using var answer = await sender.PostAsJsonAsync($"/callbacks/{key}", new { request_id = "none" });
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Accepted, HttpStatusCode.ServiceUnavailable });
    }

    // On a busy machine, all earlier hosts may stop before they send a job.
    private async Task SendAsync(WebApplication app)
    {
        await app.StartAsync();
        await app.EnqueueAsync("order-last", "order-last");
        await Soon.Until(() => _billed.Contains("order-last"));
        await app.StopAsync();
        await app.DisposeAsync();
    }

    // Our code may use a disposed logger factory or meter factory only while the container is creating one of our objects.
    private static bool IsOfContainer(Exception? exception) => exception?.GetBaseException() is ObjectDisposedException disposed
        && (disposed.ObjectName == nameof(IServiceProvider)
            || (disposed.ObjectName is nameof(LoggerFactory) or "DefaultMeterFactory"
                && (!OurFrame().IsMatch(exception.ToString()) || IsCreating(exception.ToString()))));

    private static bool IsCreating(string trace) =>
        trace.Contains("at Microsoft.Extensions.DependencyInjection.ServiceProvider.CreateServiceAccessor(", StringComparison.Ordinal);

    // The framework throws this exception if the container is disposed before a background service begins its work.
    private static bool IsUnbegun(Exception? exception) =>
        exception is TaskCanceledException && !OurFrame().IsMatch(exception.ToString());

    private async Task AttemptAsync(Func<Task> action)
    {
        try
        {
            await Task.Run(action);
        }
        catch (Exception exception) when (IsOfContainer(exception))
        {
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            _thrown.Enqueue(exception);
        }
    }

    private sealed class CanaryException : Exception;
}
