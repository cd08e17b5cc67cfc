using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.KlingVideoO3.Pro;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A service whose calls meet the faults. The same model has an id in the form of each service.</summary>
internal sealed class MatrixService
{
    private readonly ModelService _service;
    private ServiceOptions? _endless;

    private MatrixService(ModelService service, EmulatedProtocol protocol, string modelId)
    {
        (_service, Protocol) = (service, protocol);
        var original = RunComfyClient.Models.Single(static model => model.InputType == typeof(ReferenceToVideoInput));
        Model = new RenamedModel(original, modelId);
    }

    public static MatrixService RunComfy { get; } = new(
        ModelService.RunComfy, EmulatedProtocols.RunComfy, "kling/kling-video-o3/pro/reference-to-video")
    {
        Calls = Except(Call.Upload, Call.Put),
        RefusesWith503 = true,
        ConfirmsCancels = true,
        SampleEvery = 3,
    };

    // A service without a catalogue in its profile has no such call.
    public static MatrixService Fal { get; } = new(ModelService.Fal, EmulatedProtocols.Fal, "fal-ai/kling-video/o3/reference-to-video")
    {
        Calls = Except(Call.Catalog),
        _endless = new FalOptions { StartsWithinTimeout = false },
        HasBareOutput = true,
        HasLinks = true,
        SampleEvery = 13,
    };

    // The status has the result, and one request stores a file.
    public static MatrixService Replicate { get; } = new(ModelService.Replicate, EmulatedProtocols.Replicate, "kwaivgi/kling-v3-omni-video")
    {
        Calls = Except(Call.Catalog, Call.Result, Call.Put),
        _endless = new ReplicateOptions { CancelsAfterTimeout = false },
        ConfirmsCancels = true,
        HasLinks = true,
        FileSuffix = "/download",
        SampleEvery = 13,
    };

    public static IReadOnlyList<MatrixService> All { get; } = [RunComfy, Fal, Replicate];

    public string Name => _service.Name;

    public EmulatedProtocol Protocol { get; }

    public ModelInfo Model { get; }

    public string JobsPage => _service.Profile.Names.JobsPage;

    public required IReadOnlyList<Call> Calls { get; init; }

    /// <summary>True if the service's own 503 to a submit says that no job was started.</summary>
    public bool RefusesWith503 { get; private init; }

    /// <summary>True if the answer to a cancel says that the job is cancelled.</summary>
    public bool ConfirmsCancels { get; private init; }

    /// <summary>True if the result is the output alone, so any JSON is a result.</summary>
    public bool HasBareOutput { get; private init; }

    /// <summary>True if the answer to a submit has the addresses of the job.</summary>
    public bool HasLinks { get; private init; }

    /// <summary>True if the service stores files of inputs before a submit.</summary>
    public bool StoresFiles => Calls.Contains(Call.Upload);

    /// <summary>What follows the address of a stored file in that of its content.</summary>
    public string FileSuffix { get; private init; } = "";

    /// <summary>A sample run uses one cell of this many.</summary>
    public required int SampleEvery { get; init; }

    public ModelClient NewClient(HttpClient? http, ModelClientOptions options)
    {
        // Some faults move the clock of the service over the deadlines of its jobs.
        options.Service ??= _endless;
        return http is null ? new MatrixClient(_service, options) : new MatrixClient(_service, http, options);
    }

    public ModelEndpoint<ReferenceToVideoInput, ReferenceToVideoOutput> EndpointOf(ModelClient client) => new MatrixModel(client, Model);

    private static Call[] Except(params Call[] calls) => [.. Enum.GetValues<Call>().Except(calls)];
}
