using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>The typed client as it is, but that its polls have no rate to keep to.</summary>
internal sealed class ClientRuns : IContestant
{
    private readonly RunComfyClient _client;
    private readonly FileJobLedger? _ledger;
    private readonly string? _folder;

    /// <param name="service">The address.</param>
    /// <param name="token">The token.</param>
    /// <param name="hasLedger">True for one that puts each job down in a file.</param>
    internal ClientRuns(Uri service, string token, bool hasLedger)
    {
        if (hasLedger)
        {
            _folder = Directory.CreateTempSubdirectory("ledger").FullName;
            _ledger = new FileJobLedger(Path.Combine(_folder, "jobs.ledger"));
        }

        var options = new ModelClientOptions { BaseAddress = service, ApiToken = token, Ledger = _ledger };
        options.Polling.RequestsPerSecond = double.PositiveInfinity;
        _client = new RunComfyClient(options);
    }

    public void Dispose()
    {
        _client.Dispose();
        _ledger?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    public async Task<DateTimeOffset> RunAsync()
    {
        var result = await _client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new TextToVideoInput { Prompt = "A paper boat." });
        ArgumentException.ThrowIfNullOrEmpty(result.RequestId);
        return result.FinishedAt!.Value;
    }
}
