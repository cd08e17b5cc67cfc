using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;
using SchemaSdk.Sqlite;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Runs jobs with the typed client, whose polls have no rate limit.</summary>
internal sealed class ClientRuns : IContestant
{
    private readonly RunComfyClient _client;
    private readonly SqliteJobLedger? _ledger;
    private readonly string? _folder;
    private readonly bool _hasKeys;

    /// <param name="service">The address of the service.</param>
    /// <param name="token">The token for the service.</param>
    /// <param name="hasLedger">True to record each job in a ledger in SQLite.</param>
    /// <param name="hasKeys">True to give each job a key.</param>
    internal ClientRuns(Uri service, string token, bool hasLedger, bool hasKeys = false)
    {
        _hasKeys = hasKeys;
        if (hasLedger)
        {
            _folder = Directory.CreateTempSubdirectory("ledger").FullName;
            _ledger = new SqliteJobLedger(Path.Combine(_folder, "jobs.db"));
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
        var options = _hasKeys ? new RunOptions { Key = $"order-{Guid.NewGuid()}" } : null;
        var result = await _client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new TextToVideoInput { Prompt = "A paper boat." }, options);
        ArgumentException.ThrowIfNullOrEmpty(result.RequestId);
        return result.FinishedAt!.Value;
    }
}
