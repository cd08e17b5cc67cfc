namespace SchemaSdk.Services.RunComfy;

/// <summary>Implements the protocol of the RunComfy Model API.</summary>
/// <remarks>docs.runcomfy.com/model-apis: async-queue-endpoints, error-codes. The limits are from RunComfy's ComfyUI node.</remarks>
internal sealed partial class RunComfyProfile : ServiceProfile
{
    private const string UnknownRequest = "404001";   // the error code for an unknown request id

    public override ServiceNames Names { get; } = new("RunComfy")
    {
        JobsPage = "the Generations page of the account at www.runcomfy.com",
        TokenPage = "the profile page of the account at www.runcomfy.com",
    };

    public override ServiceDefaults Defaults { get; } = new("https://model-api.runcomfy.net")
    {
        AddressVariable = "RUNCOMFY_MODEL_API_BASE",
        // RunComfy's tools and pages use different names for the token. The last name is from RunComfy's code samples.
        TokenVariables = ["RUNCOMFY_API_TOKEN", "RUNCOMFY_TOKEN", "RUNCOMFY_API_KEY", "YOUR_API_TOKEN"],
        FileHosts = ["*.runcomfy.net", "*.runcomfy.com"],
        Limits = new(ImageBytes: 6L << 20, VideoBytes: 32L << 20, AudioBytes: 16L << 20, RequestBytes: 64L << 20, ReadsPerSecond: 50),
    };

    internal override bool CancelsOnlyQueuedJobs => true;

    internal override CatalogProfile Catalog { get; } = new RunComfyCatalog();

    internal override IReadOnlyList<string> OutputCounts { get; } = ["num_images", "max_images"];

    internal override string Duration => "duration";

    internal override string ModelIdForm => "kling/kling-3.0/pro/text-to-video";

    public override string RootOf(string path) => WithoutEnd(path, "/v1");

    public override Uri SubmitAddress(Uri service, string modelId) => Under(service, $"v1/models/{Escape(Checked(modelId))}");

    public override Uri StatusAddress(Uri service, JobKey job) => Under(service, $"v1/requests/{job.RequestId}/status");

    // The include_cost parameter is not documented, but RunComfy's ComfyUI node sends it too.
    public override Uri ResultAddress(Uri service, JobKey job) => Under(service, $"v1/requests/{job.RequestId}/result?include_cost=true");

    public override Uri CancelAddress(Uri service, JobKey job) => Under(service, $"v1/requests/{job.RequestId}/cancel");

    public override string? FindRequestId(ReadOnlySpan<byte> start) => JsonMembers.Of(start.ToArray(), isStart: true)?.Text("request_id"u8);

    public override string AdviceFor(int statusCode, string? errorCode) => errorCode switch
    {
        "400001" => " Check the model id.",
        "400002" => base.AdviceFor(402, errorCode),
        "400004" => base.AdviceFor(401, errorCode),
        "403001" => base.AdviceFor(403, errorCode),
        UnknownRequest => base.AdviceFor(404, errorCode),
        _ => base.AdviceFor(statusCode, errorCode),
    };

    // Undocumented for this API, but another API of RunComfy documents the code 422001.
    public override bool IsWrongInput(int statusCode, string? errorCode) => statusCode == 422 || errorCode == "422001";

    public override bool IsUnauthorized(int statusCode, string? errorCode) => statusCode is 401 or 403 || errorCode is "400004" or "403001";

    // Only the service itself sends this error code, never a gateway, so the HTTP status does not matter.
    public override bool IsUnknownRequest(int statusCode, ServiceBody? body) =>
        body is { ErrorCode: UnknownRequest } || base.IsUnknownRequest(statusCode, body);

    public override bool IsUnknownModel(int statusCode, string? errorCode) => statusCode == 404 || errorCode == "400001";
}
