using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaSdk.Emulation;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>
/// Starts hosts, and stops or disposes them at random moments. Collects all exceptions, including unobserved ones, and the whole log.
/// </summary>
// No other test runs at the same time, because its unobserved exceptions would be collected too.
[CollectionDefinition(nameof(StopCycles), DisableParallelization = true)]
public sealed partial class StopCycles
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Exception> _thrown = new();
    private readonly ConcurrentQueue<Exception> _unobserved = new();
    private readonly ConcurrentQueue<string> _billed = new();
    private readonly HeardLog _log = new(heard: "");

    /// <summary>The behavior of the service, which records the prompts of accepted jobs.</summary>
    internal ModelEmulatorOptions Service => new()
    {
        QueueTime = TimeSpan.Zero,
        RunTime = TimeSpan.Zero,
        Outcome = submit =>
        {
            _billed.Enqueue(submit.Input.GetProperty("prompt").GetString()!);
            return EmulatedOutcome.Succeed;
        },
    };

    internal ILoggerProvider Log => _log;

    /// <summary>
    /// Starts and stops many hosts one after the other, and asserts that nothing failed and that no prompt was submitted twice.
    /// </summary>
    /// <param name="few">The number of cycles; SCHEMASDK_FULL sets it to 1,000.</param>
    /// <param name="seed">The seed for the random moments.</param>
    /// <param name="build">Creates a host.</param>
    /// <param name="begin">Starts a job on a host. The prompt of the job is the name of the cycle.</param>
    /// <param name="beside">Makes a call while the host stops. The call may fail once the container is disposed.</param>
    /// <param name="mayFail">Returns true for an error that the framework may log when it stops; null if no error is allowed.</param>
    internal async Task RunAsync(
        int few,
        int seed,
        Func<IHost> build,
        Func<IHost, string, Task> begin,
        Func<IHost, string, Task>? beside = null,
        Func<Exception?, bool>? mayFail = null)
    {
        var (random, number) = (new Random(seed), Environment.GetEnvironmentVariable("SCHEMASDK_FULL") == "1" ? 1000 : few);
        void Keep(object? sender, UnobservedTaskExceptionEventArgs args) => _unobserved.Enqueue(args.Exception.GetBaseException());

        // Finalizes the failed tasks of earlier tests, so that their exceptions are not counted here.
        Collect();
        TaskScheduler.UnobservedTaskException += Keep;
        try
        {
            for (var cycle = 0; cycle < number; cycle++)
            {
                var ending = CycleAsync(build(), $"order-{cycle}", random, begin, beside);
                Assert.True(
                    await Task.WhenAny(ending, Task.Delay(Limit)) == ending,
                    $"Cycle {cycle} has not ended. The log: {string.Join(Environment.NewLine, _log.Messages.TakeLast(20))}");
                await ending;
            }

            await SendAsync(build(), begin);

            // Finally, leaves a marker exception unobserved. When UnobservedTaskException reports it, all earlier exceptions have been
            // reported too.
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
            message => message.Level >= LogLevel.Error && !IsOfContainer(message.Error) && !IsUnbegun(message.Error)
                && mayFail?.Invoke(message.Error) != true);
        Assert.Distinct(_billed);
    }

    [GeneratedRegex(@"^\s+at SchemaSdk\.(?!\w+\.Tests\.)", RegexOptions.Multiline)]
    private static partial Regex OurFrame();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Lose(Exception exception) => _ = Task.FromException(exception);

    // Collects several times, because an object that a finalizable object references is finalized one round later.
    private static void Collect()
    {
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private async Task CycleAsync(
        IHost host, string name, Random random, Func<IHost, string, Task> begin, Func<IHost, string, Task>? beside)
    {
        var isStarted = random.Next(8) != 0;
        var starting = AttemptAsync(() => host.StartAsync());
        var calling = Task.CompletedTask;
        if (isStarted)
        {
            await starting;
            await begin(host, name);
            calling = AttemptAsync(() => CallAsync(() => beside?.Invoke(host, name) ?? Task.CompletedTask));
        }

        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 12));

        // Often stops the host while it is also being disposed, as WebApplicationFactory does.
        var stopping = random.Next(3) != 0 ? AttemptAsync(() => host.StopAsync()) : Task.CompletedTask;
        await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 3));
        var isAsync = random.Next(2) == 0;
        await AttemptAsync(() => isAsync ? ((IAsyncDisposable)host).DisposeAsync().AsTask() : Task.Run(host.Dispose));
        await Task.WhenAll(starting, calling, stopping);
    }

    // On a busy machine, the host may be disposed before the call begins.
    private static async Task CallAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (ModelLedgerException refusal) when (refusal.InnerException is ObjectDisposedException)
        {
        }
    }

    // Makes sure that at least one job is sent: on a busy machine, all earlier hosts may stop before they send one.
    private async Task SendAsync(IHost host, Func<IHost, string, Task> begin)
    {
        await host.StartAsync();
        await begin(host, "order-last");
        await Soon.Until(() => _billed.Contains("order-last"));
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    // True for an exception that a disposed container throws. For an exception that a disposed LoggerFactory throws, true only if our code
    // is not on the stack, or if the container is creating one of our objects.
    private static bool IsOfContainer(Exception? exception) => exception?.GetBaseException() is ObjectDisposedException disposed
        && (disposed.ObjectName == nameof(IServiceProvider)
            || (disposed.ObjectName == nameof(LoggerFactory)
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
        catch (Exception exception)
        {
            _thrown.Enqueue(exception);
        }
    }

    private sealed class CanaryException : Exception;
}
