using SchemaSdk.CompilerServices;
using SchemaSdk.Emulation;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.KlingVideoO3.Pro;

namespace SchemaSdk.Reliability.Tests.Faults.Matrix;

/// <summary>A service in the matrix. Each service has its own id for the same model.</summary>
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
        SampleEvery = 14,
    };

    // The profiles of fal and Replicate have no catalogue.
    public static MatrixService Fal { get; } = new(ModelService.Fal, EmulatedProtocols.Fal, "fal-ai/kling-video/o3/reference-to-video")
    {
        Calls = Except(Call.Catalog),
        _endless = new FalOptions { StartsWithinTimeout = false },
        HasBareOutput = true,
        HasLinks = true,
        SampleEvery = 34,
    };

    // The status contains the result, and storing a file takes only one request.
    public static MatrixService Replicate { get; } = new(ModelService.Replicate, EmulatedProtocols.Replicate, "kwaivgi/kling-v3-omni-video")
    {
        Calls = Except(Call.Catalog, Call.Result, Call.Put),
        _endless = new ReplicateOptions { CancelsAfterTimeout = false },
        ConfirmsCancels = true,
        HasLinks = true,
        FileSuffix = "/download",
        SampleEvery = 34,
    };

    public static IReadOnlyList<MatrixService> All { get; } = [RunComfy, Fal, Replicate];

    public string Name => _service.Name;

    public EmulatedProtocol Protocol { get; }

    public ModelInfo Model { get; }

    public string JobsPage => _service.Profile.Names.JobsPage;

    public required IReadOnlyList<Call> Calls { get; init; }

    /// <summary>True if a submit that the service itself answers with 503 has started no job.</summary>
    public bool RefusesWith503 { get; private init; }

    /// <summary>True if the answer to a cancel says that the job is cancelled.</summary>
    public bool ConfirmsCancels { get; private init; }

    /// <summary>True if the answer to a read of the result is only the output, so that any JSON counts as a result.</summary>
    public bool HasBareOutput { get; private init; }

    /// <summary>True if the answer to a submit contains the addresses of the job.</summary>
    public bool HasLinks { get; private init; }

    /// <summary>True if the service stores input files before a submit.</summary>
    public bool StoresFiles => Calls.Contains(Call.Upload);

    /// <summary>The suffix that turns the address of a stored file into the address of its content.</summary>
    public string FileSuffix { get; private init; } = "";

    /// <summary>A short run uses one in every <c>SampleEvery</c> cells of this service.</summary>
    public required int SampleEvery { get; init; }

    public ModelClient NewClient(HttpClient? http, ModelClientOptions options)
    {
        // Some faults move the service's clock past any deadline, so a job has none by default.
        options.Service ??= _endless;
        return http is null ? new FilesClient(_service, options) : new FilesClient(_service, http, options);
    }

    public ModelEndpoint<ReferenceToVideoInput, ReferenceToVideoOutput> EndpointOf(ModelClient client) => new MatrixModel(client, Model);

    private static Call[] Except(params Call[] calls) => [.. Enum.GetValues<Call>().Except(calls)];

    private sealed class MatrixModel(ModelClient client, ModelInfo info)
        : ValueEndpoint<ReferenceToVideoInput, ReferenceToVideoOutput>(client)
    {
        public override ModelInfo Info => info;
    }
}
