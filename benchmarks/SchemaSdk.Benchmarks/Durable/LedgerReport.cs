using System.Diagnostics;
using System.Globalization;
using SchemaSdk.Benchmarks.Waiting;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Benchmarks.Durable;

/// <summary>Measures what a ledger in SQLite adds to the cost of jobs, and what the ledger costs by itself.</summary>
internal static class LedgerReport
{
    private const int Jobs = 100_000;
    private const int Submits = 40_000;
    private const int Writers = 64;

    private static readonly byte[] Input =
        [.. "{\"prompt\":\""u8, .. Enumerable.Repeat((byte)'x', 600), .. "\"}"u8];

    /// <param name="output">Receives the tables.</param>
    /// <returns>Zero if no result exceeds its limit, else 1.</returns>
    internal static async Task<int> WriteAsync(TextWriter output)
    {
        // The jobs arrive at a thousand per second. At this rate, a ledger must not make submits wait for each other.
        var isKept = await WriteWaitingAsync(
            output, 5 * WaitingReport.RunTime, TimeSpan.FromSeconds(Contestant.Jobs / 1000), warmUps: 2, count: 4, limit: 1.15);
        output.WriteLine();

        // No limit, because the ledger is a large part of the cost of such short jobs.
        await WriteWaitingAsync(output, WaitingReport.RunTime, TimeSpan.Zero, warmUps: 2, count: 6, limit: null);
        output.WriteLine();
        return isKept & await WriteAloneAsync(output) ? 0 : 1;
    }

    private static async Task<bool> WriteWaitingAsync(
        TextWriter output, TimeSpan runTime, TimeSpan arrival, int warmUps, int count, double? limit)
    {
        var costs = await SideBySide.CostsAsync(runTime, arrival, warmUps, count, "client", "ledger", "keyed");
        output.WriteLine(
            $"Cost per job for {Contestant.Jobs} jobs, with log-normal durations around {runTime.TotalSeconds} s, sigma 0.25. The jobs are "
            + $"submitted {(arrival == TimeSpan.Zero ? "all at once" : $"within {arrival.TotalSeconds} s")}. The ledger in SQLite records "
            + $"each job in four writes, or in five if the job has a key. The values are medians of {count} rounds of each variant. The "
            + $"variants take turns in one process, after {warmUps} warm-up rounds.");
        output.WriteLine();
        output.WriteLine("| | without a ledger | with SQLite | ratio | with SQLite and keys | ratio | limit |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        var isKept = Row(output, costs, "CPU, ms", cost => cost.Cpu, limit);
        Row(output, costs, "requests", cost => cost.Requests, null);
        Row(output, costs, "peak memory held, KiB", cost => cost.Live / 1024, null);
        Row(output, costs, "allocated, KiB", cost => cost.Allocated / 1024, null);
        Row(output, costs, "all jobs, s", cost => cost.Seconds, null);
        return isKept;
    }

    private static bool Row(TextWriter output, List<Cost[]> costs, string name, Func<Cost, double> figure, double? limit)
    {
        var (without, with, keyed) = (Median(0), Median(1), Median(2));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {without:F3} | {with:F3} | {with / without:F2} | {keyed:F3} | {keyed / without:F2} | {limit:F2} |"));
        return limit is null || Math.Max(with, keyed) / without <= limit;

        double Median(int way) => Cost.Median(costs.Select(round => figure(round[way])));
    }

    private static async Task<bool> WriteAloneAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        try
        {
            var path = Path.Combine(folder, "jobs.db");
            var (submits, plain) = (await SubmitsAsync(Path.Combine(folder, "submits.db")), PlainWrites(Path.Combine(folder, "plain")));
            await FillAsync(path);
            var watch = Stopwatch.StartNew();
            SqliteJobLedger.Check(path);
            var checking = watch.Elapsed.TotalSeconds;
            var before = GC.GetTotalMemory(forceFullCollection: true);
            watch.Restart();
            await using var ledger = new SqliteJobLedger(path);
            await ledger.SummarizeAsync();
            var opening = watch.Elapsed.TotalSeconds;
            var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Jobs;
            output.WriteLine("| a ledger in SQLite | | limit |");
            output.WriteLine("|---|---|---|");
            return Row($"opening the ledger and counting its {Jobs} open jobs, s", opening, opening < 1, "< 1")
                & Row("checking the file for damage, s", checking, true, "")
                & Row("memory per open job, bytes", held, held < 100, "< 100")
                & Row($"submits per second with {Writers} writers (two flushed records per submit)", submits, submits > 10_000, "> 10000")
                & Row("submits per second with one thread that writes to a plain file instead of a ledger", plain, true, "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        bool Row(string name, double figure, bool isKept, string limit)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {figure:0.###} | {limit} |"));
            return isKept;
        }
    }

    private static async Task FillAsync(string path)
    {
        await using var ledger = new SqliteJobLedger(path);
        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(async job =>
        {
            var sending = await SubmitAsync(ledger, job);
            await ledger.RecordAsync(sending with
            {
                State = LedgerState.Accepted,
                Version = 3,
                RequestId = Guid.NewGuid().ToString(),
            });
        }));
    }

    private static async Task<double> SubmitsAsync(string path)
    {
        await using var ledger = new SqliteJobLedger(path);
        var next = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var job && job <= Submits)
            {
                await SubmitAsync(ledger, job);
            }
        }));
        return Submits / watch.Elapsed.TotalSeconds;
    }

    private static async Task<LedgerEntry> SubmitAsync(SqliteJobLedger ledger, int job)
    {
        var intent = new LedgerEntry
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"order-{job}-of-a-customer"),
            ModelId = "kling/kling-3.0/pro/text-to-video",
            InputHash = new string('a', 64),
            ChangedAt = TimeProvider.System.GetUtcNow(),
            Input = Input,
        };
        await ledger.BeginAsync(intent);
        var attempt = new LedgerAttempt { Number = 1, SentAt = intent.ChangedAt };
        var sending = intent with { State = LedgerState.Sending, Version = 2, Attempt = attempt, Input = default };
        await ledger.RecordAsync(sending);
        return sending;
    }

    private static double PlainWrites(string path)
    {
        const int Count = 500;
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var watch = Stopwatch.StartNew();
        for (var submit = 0; submit < Count; submit++)
        {
            file.Write(Input);
            file.Flush(flushToDisk: true);
            file.Write("{\"state\":\"sending\"}"u8);
            file.Flush(flushToDisk: true);
        }

        return Count / watch.Elapsed.TotalSeconds;
    }
}
