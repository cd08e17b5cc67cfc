using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>The typed client as it is, but that its polls have no rate to keep to.</summary>
internal sealed class ClientRuns : IContestant
{
    private readonly RunComfyClient _client;

    internal ClientRuns(Uri service, string token)
    {
        var options = new ModelClientOptions { BaseAddress = service, ApiToken = token };
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        _client = new RunComfyClient(options);
    }

    public void Dispose() => _client.Dispose();

    public async Task<DateTimeOffset> RunAsync()
    {
        var result = await _client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new TextToVideoInput { Prompt = "A paper boat." });
        ArgumentException.ThrowIfNullOrEmpty(result.RequestId);
        return result.FinishedAt!.Value;
    }
}
