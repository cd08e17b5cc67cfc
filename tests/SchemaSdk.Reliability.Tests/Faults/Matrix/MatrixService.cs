using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A service whose calls meet the faults. The same model has an id in the form of each service.</summary>
internal sealed class MatrixService
{
    private readonly ModelService _service;

    private MatrixService(ModelService service, EmulatedProtocol protocol, string modelId)
    {
        (_service, Protocol) = (service, protocol);
        var original = RunComfyClient.Models.Single(static model => model.InputType == typeof(TextToVideoInput));
        Model = new RenamedModel(original, modelId);
    }

    public static MatrixService RunComfy { get; } = new(
        ModelService.RunComfy, EmulatedProtocols.RunComfy, "kling/kling-3.0/pro/text-to-video")
    {
        RefusesWith503 = true,
        ConfirmsCancels = true,
        SampleEvery = 3,
    };

    // A service without a catalogue in its profile has no such call.
    public static MatrixService Fal { get; } = new(ModelService.Fal, EmulatedProtocols.Fal, "fal-ai/kling-video/v3/text-to-video")
    {
        Calls = [.. Enum.GetValues<Call>().Where(static call => call != Call.Catalog)],
        HasBareOutput = true,
        HasLinks = true,
        SampleEvery = 13,
    };

    // The status has the result.
    public static MatrixService Replicate { get; } = new(ModelService.Replicate, EmulatedProtocols.Replicate, "kwaivgi/kling-v3-video")
    {
        Calls = [.. Enum.GetValues<Call>().Where(static call => call is not (Call.Catalog or Call.Result))],
        ConfirmsCancels = true,
        HasLinks = true,
        SampleEvery = 13,
    };

    public static IReadOnlyList<MatrixService> All { get; } = [RunComfy, Fal, Replicate];

    public string Name => _service.Name;

    public EmulatedProtocol Protocol { get; }

    public ModelInfo Model { get; }

    public string JobsPage => _service.Profile.Names.JobsPage;

    public IReadOnlyList<Call> Calls { get; private init; } = Enum.GetValues<Call>();

    /// <summary>True if the service's own 503 to a submit says that no job was started.</summary>
    public bool RefusesWith503 { get; private init; }

    /// <summary>True if the answer to a cancel says that the job is cancelled.</summary>
    public bool ConfirmsCancels { get; private init; }

    /// <summary>True if the result is the output alone, so any JSON is a result.</summary>
    public bool HasBareOutput { get; private init; }

    /// <summary>True if the answer to a submit has the addresses of the job.</summary>
    public bool HasLinks { get; private init; }

    /// <summary>A sample run uses one cell of this many.</summary>
    public required int SampleEvery { get; init; }

    public ModelClient NewClient(HttpClient? http, ModelClientOptions options) =>
        http is null ? new MatrixClient(_service, options) : new MatrixClient(_service, http, options);

    public ModelEndpoint<TextToVideoInput, TextToVideoOutput> EndpointOf(ModelClient client) => new MatrixModel(client, Model);
}
