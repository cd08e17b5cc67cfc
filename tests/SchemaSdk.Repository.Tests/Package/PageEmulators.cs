using SchemaSdk.Emulation;
using SchemaSdk.Fal;
using SchemaSdk.Replicate;
using SchemaSdk.RunComfy;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>An emulator for each ready-made client.</summary>
internal sealed class PageEmulators : IAsyncDisposable
{
    private readonly List<ModelEmulator> _emulators = [];
    private readonly Dictionary<string, string> _variables = [];

    private PageEmulators()
    {
    }

    /// <summary>The environment variables that point the clients to the emulators.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    public static async Task<PageEmulators> StartAsync()
    {
        var emulators = new PageEmulators();
        await emulators.AddAsync(RunComfyClient.Models, EmulatedProtocols.RunComfy, "RUNCOMFY_MODEL_API_BASE", "RUNCOMFY_API_TOKEN");
        await emulators.AddAsync(FalClient.Models, EmulatedProtocols.Fal, "FAL_QUEUE_RUN_HOST", "FAL_KEY");
        await emulators.AddAsync(ReplicateClient.Models, EmulatedProtocols.Replicate, "REPLICATE_BASE_URL", "REPLICATE_API_TOKEN");
        return emulators;
    }

    /// <summary>Records the job that the programs in docs/guides/recordings.md replay.</summary>
    public async Task RecordAsync(string folder)
    {
        using var recording = ModelRecording.Open(folder, RecordingMode.RecordMissing, new() { MaxPriceUsd = 1 });
        using var http = new HttpClient(recording);
        await using var client = new RunComfyClient(http, new()
        {
            BaseAddress = new Uri(_variables["RUNCOMFY_MODEL_API_BASE"]),
            ApiToken = _variables["RUNCOMFY_API_TOKEN"],
        });
        await client.Kling.Kling3_0.Pro.TextToVideo.RunAsync(new() { Prompt = "A paper boat.", Duration = 5 });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in _emulators)
        {
            await emulator.DisposeAsync();
        }
    }

    private async Task AddAsync(IReadOnlyList<ModelInfo> models, EmulatedProtocol protocol, string address, string token)
    {
        var emulator = new ModelEmulator(models, new()
        {
            Protocol = protocol,
            QueueTime = TimeSpan.Zero,
            RunTime = TimeSpan.Zero,
            Price = static _ => EmulatedPrice.PerOutput(0.04m),
        });
        _emulators.Add(emulator);
        await emulator.StartAsync();
        _variables[address] = emulator.Address.AbsoluteUri;
        _variables[token] = emulator.Token;
    }
}
