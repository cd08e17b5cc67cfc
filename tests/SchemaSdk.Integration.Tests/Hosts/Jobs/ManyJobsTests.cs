using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace SchemaSdk.Integration.Tests.Hosts.Jobs;

/// <summary>
/// A host with many jobs and a ledger in SQLite; ten thousand with SCHEMASDK_FULL. SCHEMASDK_HOSTS names a file for its figures.
/// </summary>
public class ManyJobsTests(ITestOutputHelper output)
{
    // Twice the 0.44 KiB that ten thousand jobs show. The ledger has its jobs on the disk, and the service is in this process too.
    private const long MostBytesOfAJob = 900;

    // Of other tests as well, which run in this process at the same time.
    private const long MostBytesBesideJobs = 16 << 20;

    private static int Jobs => Environment.GetEnvironmentVariable("SCHEMASDK_FULL") is { Length: > 0 } ? 10_000 : 300;

    [Fact]
    public async Task Each_of_many_jobs_is_billed_once_and_given_out_and_little_of_it_is_held()
    {
        var delivered = new Delivered();
        await using var shop = new Shop(new() { QueueTime = TimeSpan.Zero, RunTime = TimeSpan.FromMilliseconds(200) });
        using var ledger = new SqliteJobLedger(shop.Path);
        using var host = shop.Build(
            services => services.AddSingleton(delivered).AddModelJobHandler<Delivered.Handler>(),
            ledger: ledger,
            client: options => options.Polling.Interval = TimeSpan.FromMilliseconds(200));
        await host.StartAsync();
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
        Assert.Equal(Jobs + 50, (await LeftAsync(ledger)).Count(state => state == LedgerState.Delivered));
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

    private static async Task<List<LedgerState>> LeftAsync(SqliteJobLedger ledger)
    {
        var states = new List<LedgerState>();
        await foreach (var job in ledger.ListAsync())
        {
            states.Add(job.State);
        }

        return states;
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

    /// <summary>Counts what handlers are given, and keeps nothing else of it.</summary>
    private sealed class Delivered
    {
        /// <summary>The number of times that each key was given out.</summary>
        public ConcurrentDictionary<string, int> Times { get; } = new(StringComparer.Ordinal);

        /// <summary>The most memory of the process that was seen, garbage included.</summary>
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
