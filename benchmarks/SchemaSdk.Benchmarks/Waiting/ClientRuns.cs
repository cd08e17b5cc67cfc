using SchemaSdk.RunComfy;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>The typed client as it is, without a limit of requests.</summary>
internal sealed class ClientRuns : IDisposable
{
    private readonly RunComfyClient _client;

    internal ClientRuns(HttpClient http, Uri service, string token)
    {
        var options = new ModelClientOptions { BaseAddress = service, ApiToken = token };
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        _client = new RunComfyClient(http, options);
    }

    public void Dispose() => _client.Dispose();

    internal async Task RunAsync()
    {
        var result = await _client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A paper boat." });
        ArgumentException.ThrowIfNullOrEmpty(result.RequestId);
    }
}
