using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>
/// Runs many jobs on a host with a SQLite ledger; 10,000 in a full run. Appends its measurements to the file that <c>SCHEMASDK_HOSTS</c>
/// names.
/// </summary>
[Collection(nameof(StopCycles))]
public class ManyJobsTests(ITestOutputHelper output)
{
    // Twice the measured 450 bytes, which include the memory of the service in this process.
    private const long MostBytesOfAJob = 900;

    private const long MostBytesBesideJobs = 16 << 20;

    private static int Jobs => FullRun.IsOn ? 10_000 : 200;

    [Fact]
    public async Task Each_of_many_jobs_is_charged_and_delivered_once_and_uses_little_memory()
    {
        var delivered = new Delivered();
        await using var shop = new Shop(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMilliseconds(200) });
        using var ledger = new SqliteJobLedger(shop.Path);
        using var host = await shop.StartAsync(
            services => services.AddSingleton(delivered).AddModelJobHandler<Delivered.Handler>(),
            ledger: ledger,
            client: options => options.Polling.Interval = TimeSpan.FromMilliseconds(200));
        await RunAsync("first", 50);
        var held = Held();
        var (processor, elapsed) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());

        await RunAsync("order", Jobs);
        elapsed.Stop();
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        var growth = Held() - held;
        Tell(string.Create(
            CultureInfo.InvariantCulture,
            $"{Jobs} jobs through a host: {elapsed.Elapsed.TotalSeconds:0.0} s, {processor.TotalSeconds:0.0} s of a processor with the "
            + $"service, {growth / 1024.0 / Jobs:0.00} KiB held of each, {delivered.Most >> 20} MiB at most, "
            + $"{shop.Service.Requests} requests, {shop.Service.Bills - 50} bills, {delivered.Times.Values.Sum() - 50} deliveries"));
        await host.StopAsync();

        Assert.Equal((Jobs + 50, Jobs + 50), (shop.Service.Bills, delivered.Times.Count));
        Assert.All(delivered.Times.Values, static times => Assert.Equal(1, times));
        Assert.Equal(Jobs + 50, await ledger.ListAsync().CountAsync(job => job.State == LedgerState.Delivered));
        Assert.InRange(growth, long.MinValue, MostBytesBesideJobs + (Jobs * MostBytesOfAJob));

        async Task RunAsync(string name, int count)
        {
            var before = delivered.Times.Count;
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = 64 },
                async (number, _) => await host.EnqueueAsync($"{name}-{number}", $"{name} {number}"));
            await delivered.UntilAsync(before + count);
        }
    }

    private static long Held()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private void Tell(string text)
    {
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable("SCHEMASDK_HOSTS") is { Length: > 0 } file)
        {
            File.AppendAllText(file, text + "\n");
        }
    }

    private sealed class Delivered
    {
        public ConcurrentDictionary<string, int> Times { get; } = new(StringComparer.Ordinal);

        public long Most { get; private set; }

        public async Task UntilAsync(int count)
        {
            var since = Stopwatch.StartNew();
            while (Times.Count < count && since.Elapsed < TimeSpan.FromMinutes(10))
            {
                Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(20);
            }
        }

        internal sealed class Handler(Delivered delivered) : IModelJobHandler
        {
            public Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken)
            {
                delivered.Times.AddOrUpdate(job.Key, 1, static (_, times) => times + 1);
                return Task.CompletedTask;
            }
        }
    }
}
