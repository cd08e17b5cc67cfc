using System.Text;
using System.Text.Json;

namespace SchemaSdk.Emulation.Tests.Recordings;

/// <summary>An emulated service whose jobs are recorded in a folder and played from it.</summary>
internal sealed class RecordedService : IAsyncDisposable
{
    public const string Kite = "acme/kite";
    public const string Files = "acme/files";
    public const string Token = "secret-token-of-the-account";

    private const string KiteInput = """
        {
          "type": "object",
          "properties": {
            "prompt": { "type": "string" }, "duration": { "type": "integer", "maximum": 15 }, "email": { "type": "string" },
            "image": { "type": "string" }, "shots": { "type": "array", "items": { "type": "object" } }
          },
          "required": ["prompt"]
        }
        """;

    private const string KiteOutput = """
        { "type": "object", "properties": { "video": { "type": "string", "format": "uri" } }, "required": ["video"] }
        """;

    private readonly TemporaryFolder _folder = new();

    public RecordedService(string service = "RunComfy", Action<ModelEmulatorOptions>? configure = null)
    {
        Service = service switch
        {
            "fal" => ModelService.Fal,
            "Replicate" => ModelService.Replicate,
            _ => ModelService.RunComfy,
        };
        var options = new ModelEmulatorOptions
        {
            Protocol = EmulatedProtocols.Find(service),
            TimeProvider = Time,
            Token = Token,
            Price = static _ => EmulatedPrice.PerOutput(0.25m),
        };
        configure?.Invoke(options);
        Emulator = new ModelEmulator(
            [new SchemaModel(Kite, KiteInput, KiteOutput), new SchemaModel(Files, """{"type":"object"}""", KiteOutput)], options);
    }

    public static TheoryData<string> Services => new("RunComfy", "fal", "Replicate");

    public ModelService Service { get; }

    public ModelEmulator Emulator { get; }

    public FakeTime Time { get; } = new() { SkipsDelays = true };

    public string Folder => _folder.File("recordings");

    /// <summary>The recordings, in the order of their names.</summary>
    public IReadOnlyList<string> Recordings => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The names and contents of all files in the folder.</summary>
    public string Written => string.Concat(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(static path => $"{Path.GetFileName(path)}\n{Encoding.Latin1.GetString(File.ReadAllBytes(path))}\n"));

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>Opens the folder to record jobs in it.</summary>
    public RecordedClient Record(
        RecordingMode mode = RecordingMode.RecordMissing,
        Action<ModelRecordingOptions>? configure = null,
        string token = Token,
        DelegatingHandler? outer = null)
    {
        var options = new ModelRecordingOptions
        {
            MaxPriceUsd = 1,
            PriceUsd = static (_, _) => 0.25m,
            TimeProvider = Time,
            InnerHandler = Emulator.CreateHandler(),
        };
        configure?.Invoke(options);
        return new RecordedClient(this, ModelRecording.Open(Folder, mode, options), token, network: null, outer);
    }

    /// <summary>Opens the folder to play its jobs. Every request to the network fails.</summary>
    public RecordedClient Replay(Action<ModelRecordingOptions>? configure = null)
    {
        var network = new ForbiddenNetwork();
        var options = new ModelRecordingOptions { TimeProvider = Time, InnerHandler = network };
        configure?.Invoke(options);
        var recording = ModelRecording.Open(Folder, RecordingMode.Replay, options);
        return new RecordedClient(this, recording, recording.ApiToken!, network);
    }

    public async Task<ModelResult<JsonElement>> RecordAsync(string input, Action<ModelRecordingOptions>? configure = null)
    {
        await using var client = Record(configure: configure);
        return await client.RunAsync(input);
    }

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, name), text);
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Dispose();
    }

    internal sealed class ForbiddenNetwork : HttpMessageHandler
    {
        private int _requests;

        public int Requests => _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _requests);
            throw new InvalidOperationException($"A recording was played, but {request.RequestUri} was sent.");
        }
    }
}
