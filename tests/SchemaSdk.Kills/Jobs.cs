using System.Text.Json;

namespace SchemaSdk.Kills;

/// <summary>Runs the jobs that the command line names, and prints the outcome of each.</summary>
internal sealed class Jobs(KillOrder order, JobLedger ledger, Gate gate)
{
    internal const string ModelId = "acme/still";

    internal async Task RunAsync()
    {
        using var sockets = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var http = new HttpClient(new PausingHandler(sockets, gate));
        var options = new ModelClientOptions { BaseAddress = order.Service, ApiToken = "none", Ledger = ledger };
        options.Polling.Interval = TimeSpan.FromMilliseconds(10);
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        await using var client = new KillClient(http, options);
        Gate.Tell("open");

        // Waits until the test closes the standard input.
        _ = await Console.In.ReadToEndAsync();
        await Task.WhenAll(order.Keys.Select((key, at) => RunAsync(client, key, at * order.Pace)));
    }

    private async Task RunAsync(KillClient client, string key, TimeSpan wait)
    {
        await Task.Yield();
        await Task.Delay(wait);
        PausingHandler.Key.Value = key;
        Gate.Tell($"end {key} {await EndOfAsync(client, key)}");
    }

    private async Task<string> EndOfAsync(KillClient client, string key)
    {
        try
        {
            var options = new RunOptions { Key = key.StartsWith(KillOrder.Keyless, StringComparison.Ordinal) ? null : key };
            var input = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["prompt"] = key });
            var result = await client.RunAsync(ModelId, input, options);
            gate.Pass(key, "result", "given");
            return $"result {result.RequestId} {result.Output.GetRawText()}";
        }
        catch (ModelException exception)
        {
            return $"{exception.GetType().Name} {exception.RequestId} {exception.Message}";
        }
    }

    private sealed class KillClient(HttpClient http, ModelClientOptions options) : ModelClient(http, options)
    {
        protected override ModelInfo? FindModel(string modelId) => null;
    }
}
