using SchemaSdk.Emulation;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Commands that call an emulated service in this process, for one model of their folder, on a clock that hurries.</summary>
public abstract class EmulatedTest : IDisposable
{
    /// <summary>The model.</summary>
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

    private protected ToolTest Tool { get; } = new();

    private protected HurriedTime Time { get; } = new();

    /// <summary>The options of the service, until it is first called.</summary>
    private protected ModelEmulatorOptions Options => _options;

    /// <summary>The service that the tool calls.</summary>
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

    public void Dispose()
    {
        Tool.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a command against the service.</summary>
    private protected Task<int> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    private protected Task<int> RunAsync(CancellationToken stop, params string[] args)
    {
        _ = Emulator;
        return Tool.RunAsync(stop, args);
    }
}
