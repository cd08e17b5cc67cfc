using System.Diagnostics;
using System.Text.Json;

namespace SchemaSdk.Benchmarks.Beside;

/// <summary>Runs concurrent jobs with SchemaSdk. <c>tests/JudgeClients/jobs.mjs</c> does the same with a service's own client.</summary>
internal static class BesideRun
{
    internal const string Command = "beside-run";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    internal static async Task WriteAsync(string service, Uri address, string token, int count)
    {
        var options = new ModelClientOptions { BaseAddress = address, ApiToken = token };
        await using var client = new AnyModelClient(service == "fal" ? ModelService.Fal : ModelService.Replicate, options);
        await client.RunAsync(BesideReport.Model, Input("a kite"));
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();

        using var process = Process.GetCurrentProcess();
        var (before, cpu, watch) = (Environment.WorkingSet, process.TotalProcessorTime, Stopwatch.StartNew());
        var ids = await Task.WhenAll(Enumerable.Range(0, count).Select(index => RunAsync(client, Input($"kite {index}"))));
        watch.Stop();
        process.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new Jobs(
            count,
            ids,
            watch.Elapsed.TotalSeconds,
            (process.TotalProcessorTime - cpu).TotalMilliseconds,
            process.PeakWorkingSet64 - before), JsonSerializerOptions.Web));
    }

    private static async Task<string> RunAsync(AnyModelClient client, JsonElement input)
    {
        try
        {
            return (await client.RunAsync(BesideReport.Model, input)).RequestId;
        }
        catch (ModelSubmissionUnknownException lost)
        {
            while (true)
            {
                await Task.Delay(Pause);
                if (await lost.ReconcileAsync() is { Outcome: ReconcileOutcome.Accepted, RequestId: { } id })
                {
                    return (await client.Attach(BesideReport.Model, id).WaitAsync()).RequestId;
                }
            }
        }
    }

    private static JsonElement Input(string prompt) => JsonSerializer.SerializeToElement(new { prompt });

    private sealed class AnyModelClient(ModelService service, ModelClientOptions options) : ModelClient(service, options)
    {
        protected override ModelInfo? FindModel(string modelId) => null;
    }
}
