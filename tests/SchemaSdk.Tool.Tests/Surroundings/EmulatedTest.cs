namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>
/// The base class for tests that run commands against an emulated service in this process. The service has one model and skips all delays.
/// </summary>
public abstract class EmulatedTest : CommandTest
{
    private protected const string Star = "acme/star";

    private const string Schema =
        """
        {
          "type": "object",
          "required": ["prompt"],
          "properties": {
            "prompt": { "type": "string", "description": "What the star does.", "maxLength": 60 },
            "duration": { "type": "integer", "minimum": 3, "maximum": 15, "default": 5 },
            "aspect_ratio": { "type": "string", "enum": ["16:9", "9:16"], "default": "16:9" },
            "sound": { "type": "boolean" },
            "image_url": { "type": "string", "format": "uri" },
            "num_images": { "type": "integer", "minimum": 1, "maximum": 4, "default": 1 },
            "tags": { "type": "array", "items": { "type": "string" } },
            "shots": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": { "prompt": { "type": "string" }, "duration": { "type": "integer", "minimum": 3 } }
              }
            },
            "camera": { "type": "object", "properties": { "zoom": { "type": "number" } } }
          }
        }
        """;

    private readonly ModelEmulatorOptions _options = new();
    private ModelEmulator? _emulator;

    private protected EmulatedTest()
    {
        Tool.Write($"schemas/{Star}/input.json", Schema);
        Tool.Write("schemas/output.json", """{ "type": "object", "properties": { "video": { "type": "string", "format": "uri" } } }""");
        Tool.Time = Time;
        Tool.SetEnvironment("RUNCOMFY_API_TOKEN", "emulator-token");
        Tool.SetEnvironment("RUNCOMFY_MODEL_API_BASE", "http://localhost/");
    }

    private protected InstantTime Time { get; } = new();

    /// <summary>The options of the service. Changes have no effect after the first call to the service.</summary>
    private protected ModelEmulatorOptions Options => _options;

    private protected ModelEmulator Emulator
    {
        get
        {
            if (_emulator is null)
            {
                _options.TimeProvider = Time;
                _emulator = ModelEmulator.FromFolder(Tool.PathOf("schemas"), _options);
                Tool.Handler ??= _emulator.CreateHandler();
            }

            return _emulator;
        }
    }

    private protected override Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    private protected Task<int> RunAsync(CancellationToken stop, params string[] args)
    {
        _ = Emulator;
        return Tool.RunAsync(stop, args);
    }

    /// <summary>Runs a command, and stops it at the first request whose address contains this string.</summary>
    private protected async Task<int> StopAtAsync(string part, params string[] args)
    {
        using var stop = new CancellationTokenSource();
        var handler = Emulator.CreateHandler();
        Tool.Handler = new Scripted(handler, async request =>
        {
            if (request.RequestUri!.AbsolutePath.Contains(part, StringComparison.Ordinal))
            {
                await stop.CancelAsync();
            }

            return null;
        });
        var exit = await RunAsync(stop.Token, args);
        Tool.Handler = handler;
        return exit;
    }

    /// <summary>Runs a job without a ledger, and returns its request id.</summary>
    private protected async Task<string> RunAtServiceAsync()
    {
        Assert.Equal(0, await RunAsync("run", Star, "-i", "prompt=It falls."));
        return Assert.Single(Emulator.BilledRequestIds);
    }
}
