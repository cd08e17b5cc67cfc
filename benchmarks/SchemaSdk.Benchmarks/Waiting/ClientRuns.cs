using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>The typed client as it is, without a limit of requests.</summary>
internal sealed class ClientRuns : IContestant
{
    private readonly RunComfyClient _client;
    private readonly SemaphoreSlim _submits;

    internal ClientRuns(Uri service, string token, SemaphoreSlim submits)
    {
        var options = new ModelClientOptions { BaseAddress = service, ApiToken = token };
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        _client = new RunComfyClient(options);
        _submits = submits;
    }

    public void Dispose() => _client.Dispose();

    public async Task RunAsync()
    {
        ModelJob<TextToVideoOutput> job;
        await _submits.WaitAsync();
        try
        {
            job = await _client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(new() { Prompt = "A paper boat." });
        }
        finally
        {
            _submits.Release();
        }

        ArgumentException.ThrowIfNullOrEmpty((await job.WaitAsync()).RequestId);
    }
}
