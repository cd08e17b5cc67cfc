using System.Globalization;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Listening;

/// <summary>Measures the memory that a job needs, with and without listeners to the client's telemetry.</summary>
internal static class ListeningReport
{
    private const int Jobs = 10_000;

    internal static async Task WriteAsync(TextWriter output)
    {
        output.WriteLine($"Bytes per job, for {Jobs} jobs without a network");
        output.WriteLine();
        output.WriteLine("| listeners | allocated by a run: submit, status, result | memory of a waiting job |");
        output.WriteLine("|---|---|---|");
        foreach (var (name, toSpans, toMeasurements) in
            new[] { ("none", false, false), ("to measurements", false, true), ("to spans", true, false), ("to both", true, true) })
        {
            using var audience = new Audience(toSpans, toMeasurements);
            await RunAsync();
            var (run, wait) = (await RunAsync(), await WaitAsync());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {run:F0} | {wait:F0} |"));
        }
    }

    private static async Task<double> RunAsync()
    {
        using var service = new QuickService(endsJobs: true);
        using var http = new HttpClient(service);
        using var client = Client(http, TimeSpan.FromMilliseconds(50));
        var runs = new Task[Jobs];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var job = 0; job < Jobs; job++)
        {
            runs[job] = client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A paper boat." });
        }

        await Task.WhenAll(runs);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Jobs;
    }

    private static async Task<double> WaitAsync()
    {
        using var service = new QuickService(endsJobs: false);
        using var http = new HttpClient(service);
        using var client = Client(http, TimeSpan.FromMinutes(10));
        var waits = new Task[Jobs];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var job = 0; job < Jobs; job++)
        {
            waits[job] =
                (await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new TextToVideoInput { Prompt = "A paper boat." })).WaitAsync();
        }

        // After this delay, each job has been polled once, and the next poll is minutes away.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Jobs;
        client.Dispose();
        await Task.WhenAll(waits).ContinueWith(static _ => { }, TaskScheduler.Default);
        return held;
    }

    private static RunComfyClient Client(HttpClient http, TimeSpan interval)
    {
        http.Timeout = Timeout.InfiniteTimeSpan;
        var options = new ModelClientOptions { BaseAddress = new Uri("http://127.0.0.1"), ApiToken = "token" };
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        options.Polling.Interval = interval;
        return new RunComfyClient(http, options);
    }
}
