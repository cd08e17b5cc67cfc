using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The paths, bodies and codes of fal's queue, its storage and its platform API. One address stands for all three hosts.</summary>
/// <remarks>
/// These facts are from fal's clients and documentation: the paths, the query, the members of each body, and the status codes; that the
/// queue accepts an invalid input, but its job fails; and that a failed job is COMPLETED. It is assumed that a request for the result of a
/// job that has not ended gets 400, that a wrong key gets 401, that a second cancel gets ALREADY_COMPLETED, and that a request about a job
/// gets NOT_FOUND if its path contains another app. The error types of failures that a test asks for are assumed too.
/// </remarks>
internal sealed class FalProtocol : EmulatedProtocol
{
    public override string Name => "fal";

    public override string TokenPrefix => "Key ";

    public override string RequestIdMember => "request_id";

    public override string OutputCountMember => "num_images";

    public override string CancelMethod => "PUT";

    public override bool RefusesWrongInputs => false;

    public override bool KeepsInputs => true;

    public override ServiceCall Read(ServiceRequest request)
    {
        string[] path = [.. request.Path];
        return (request.Method, path) switch
        {
            (_, ["storage", ..]) => new(ServiceCallKind.Upload, "", IsOpen: FalUploads.IsOpen(path)),
            ("GET" or "HEAD", ["uploads", _, _]) => new(ServiceCallKind.Other, "", IsOpen: true),
            ("GET" or "HEAD", ["files", var id, var name]) => new(ServiceCallKind.File, id, name, IsOpen: true),
            ("GET", [".well-known", "jwks.json"]) => new(ServiceCallKind.Other, "", IsOpen: true),
            ("GET", ["v1", "models"]) => new(ServiceCallKind.Catalog, "", IsOpen: true),
            ("GET", ["v1", "models", "pricing"]) => new(ServiceCallKind.Catalog, ""),
            ("GET", ["v1", "models", "billing-events"]) => new(ServiceCallKind.Other, ""),
            ("GET", ["v1", "models", "requests", "by-endpoint"]) => new(ServiceCallKind.Other, ""),
            (_, ["v1", ..]) => new(ServiceCallKind.Unknown, request.Target),
            _ when path.Length > FalPath.Kept(path) && path[FalPath.Kept(path)] == "requests" =>
                ReadJob(request, path[(FalPath.Kept(path) + 1)..]),
            ("POST", [_, _, ..]) => new(ServiceCallKind.Submit, string.Join('/', path)),
            _ => new(ServiceCallKind.Unknown, request.Target),
        };
    }

    public override SubmittedInput ReadInput(ServiceCall call, ServiceRequest request, EmulatedState state) =>
        base.ReadInput(call, request, state) with
        {
            Note = FalTags.Read(request.Header("X-Fal-Tags")),
            CallbackAddress = FalCallback.AddressIn(request),
            StartsWithin = FalTime.ReadSeconds(request.Header("X-Fal-Request-Timeout")),
            KeepsInput = request.Header("X-Fal-Store-IO") != "0",
        };

    internal override bool IsPathOf(EmulatedJob job, ServiceRequest request) => FalPath.IsOf(job, request);

    public override ServiceAnswer Accepted(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(200, FalStatus.Accepted(job, state)).With(FalError.RequestId, job.Id);

    public override ServiceAnswer Status(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(job.HasEnded ? 200 : 202, FalStatus.Of(job, AsksForLogs(request), oldLogs: 0, state))
            .With(FalError.RequestId, job.Id);

    public override string Events(EmulatedJob? before, EmulatedJob job, ServiceRequest request, EmulatedState state)
    {
        var status = FalStatus.Of(job, AsksForLogs(request), before?.Logs.Count ?? 0, state);
        return $"data: {status.ToJsonString()}\n\n";
    }

    public override ServiceAnswer Result(EmulatedJob job, ServiceRequest request, EmulatedState state)
    {
        var answer = job.Phase == JobPhase.Succeeded
            ? ServiceAnswer.Json(200, state.OutputOf(job) ?? new JsonObject())
            : FalError.Of(job);
        return answer.With(FalError.RequestId, job.Id);
    }

    public override ServiceAnswer Cancel(EmulatedJob job, bool hasCancelled, ServiceRequest request, EmulatedState state) =>
        hasCancelled || !job.HasEnded
            ? ServiceAnswer.Json(202, new JsonObject { ["status"] = "CANCELLATION_REQUESTED" })
            : ServiceAnswer.Json(400, new JsonObject { ["status"] = "ALREADY_COMPLETED" });

    public override ServiceAnswer Answer(ServiceCall call, ServiceRequest request, EmulatedState state) => request.Path switch
    {
        ["storage" or "uploads", ..] => FalUploads.Answer(request, state) ?? Refused(Refusal.Path(request.Target)),
        [".well-known", _] => FalCallback.Keys(),
        [_, _, "pricing"] => FalCatalog.Prices(request, state),
        [_, _, "billing-events"] => FalHistory.BillingEvents(request, state),
        [_, _, "requests", _] => FalHistory.Requests(request, state),
        _ => FalCatalog.Models(request, state),
    };

    public override EmulatedCallback Callback(EmulatedJob job, EmulatedState state) => FalCallback.Of(job, state);

    public override ServiceAnswer Refused(Refusal refusal) => FalError.Of(refusal);

    public override string FileAddress(Uri address, string requestId, string fileName) => $"{address}files/{requestId}/{fileName}";

    public override string SubmitPath(string modelId) => $"/{string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString))}";

    public override string CancelPath(EmulatedJob job) => $"/{FalPath.OfJob(job)}/cancel";

    private static ServiceCall ReadJob(ServiceRequest request, string[] rest) => (request.Method, rest) switch
    {
        ("GET", [var id, "status"]) => new(ServiceCallKind.Status, id),
        ("GET", [var id, "status", "stream"]) => new(ServiceCallKind.Stream, id),
        ("GET", [var id]) => new(ServiceCallKind.Result, id),
        ("GET", [var id, "response"]) => new(ServiceCallKind.Result, id),
        ("PUT", [var id, "cancel"]) => new(ServiceCallKind.Cancel, id),
        _ => new(ServiceCallKind.Unknown, request.Target),
    };

    // fal's JavaScript client sends logs=1, and its Python client sends logs=true.
    private static bool AsksForLogs(ServiceRequest request) => request.Query("logs") is "1" or "true";
}
