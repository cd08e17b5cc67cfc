using System.Text.Json;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>The paths, bodies and codes of Replicate.</summary>
/// <remarks>
/// These facts are from Replicate's clients and documentation: the paths, the members of a prediction, its status names, the paging of
/// lists, and that the body of a 429 says when to retry. It is assumed that a running prediction ends a moment after the answer to its
/// cancel, that a late cancel is answered with the unchanged prediction, that a deployment has the name of its model, and that a blocking
/// request is answered immediately, as if its timeout had passed. The titles of errors are assumed too.
/// </remarks>
internal sealed class ReplicateProtocol : EmulatedProtocol
{
    public override string Name => "Replicate";

    public override string RequestIdMember => "id";

    public override string InputMember => "input";

    public override string OutputCountMember => "num_outputs";

    public override bool KeepsInputs => true;

    public override bool CancelsRunningJobs => true;

    public override ServiceCall Read(ServiceRequest request)
    {
        string[] path = [.. request.Path];
        return (request.Method, path) switch
        {
            ("POST", ["v1", "models" or "deployments", _, .., "predictions"]) => new(ServiceCallKind.Submit, string.Join('/', path[2..^1])),
            ("POST", ["v1", "predictions"]) => new(ServiceCallKind.Submit, ""),
            ("GET", ["v1", "predictions"]) => new(ServiceCallKind.Other, ""),
            ("GET", ["v1", "predictions", var id]) => new(ServiceCallKind.Status, id),
            ("POST", ["v1", "predictions", var id, "cancel"]) => new(ServiceCallKind.Cancel, id),
            ("GET", ["v1", "streams", var id]) => new(ServiceCallKind.Stream, id, IsOpen: true),
            ("GET", ["v1", "webhooks", "default", "secret"]) => new(ServiceCallKind.Other, ""),
            ("GET", ["v1", "models", ..]) => new(ServiceCallKind.Catalog, ""),
            ("POST", ["v1", "files"]) => new(ServiceCallKind.Upload, ""),
            (_, ["v1", "files", ..]) => new(ServiceCallKind.Other, "", IsOpen: ReplicateFiles.IsOpen(path)),
            ("GET" or "HEAD", ["files", var id, var name]) => new(ServiceCallKind.File, id, name, IsOpen: true),
            _ => new(ServiceCallKind.Unknown, request.Target),
        };
    }

    public override SubmittedInput ReadInput(ServiceCall call, ServiceRequest request, EmulatedState state)
    {
        var body = ReadJson(request);
        var submitted = base.ReadInput(call, request, state) with
        {
            EndsWithin = CancelAfter.Read(request.Header("Cancel-After")),
            CallbackAddress = PredictionCallback.AddressIn(body),
        };
        if (call.Subject.Length > 0)
        {
            var note = request.Path[1] == "deployments" ? PredictionOrigin.Deployment : PredictionOrigin.Model;
            return submitted with { Note = note };
        }

        var version = body.TryGetProperty("version", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        return submitted with { ModelId = ModelVersion.Find(version, state), Note = PredictionOrigin.Version };
    }

    public override ServiceAnswer Accepted(EmulatedJob job, ServiceRequest request, EmulatedState state)
    {
        var isBlocking = request.Header("Prefer")?.StartsWith("wait", StringComparison.OrdinalIgnoreCase) == true;
        var body = Prediction.Of(job, state);
        if (isBlocking)
        {
            // Like Replicate, answers a blocking submit with one of these two states, whatever the real state is.
            body["status"] = job.HasEnded ? "processing" : "starting";
        }

        return ServiceAnswer.Json(isBlocking && !job.HasEnded ? 202 : 201, body);
    }

    public override ServiceAnswer Status(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(200, Prediction.Of(job, state));

    // A prediction contains its result, so no request asks for the result alone.
    public override ServiceAnswer Result(EmulatedJob job, ServiceRequest request, EmulatedState state) => Status(job, request, state);

    public override ServiceAnswer Cancel(EmulatedJob job, bool hasCancelled, ServiceRequest request, EmulatedState state) => Status(
        hasCancelled && job.StartedAt is not null ? job with { Phase = JobPhase.InProgress, EndedAt = null } : job, request, state);

    public override string Events(EmulatedJob? before, EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        PredictionEvents.After(before, job, state);

    public override ServiceAnswer Answer(ServiceCall call, ServiceRequest request, EmulatedState state) => request.Path switch
    {
        [_, "webhooks", ..] => PredictionCallback.Secret(),
        [_, "predictions"] => PredictionList.Answer(request, state),
        [_, "files", ..] => ReplicateFiles.Answer(request, state) ?? Refused(Refusal.Path(request.Target)),
        _ => ReplicateCatalog.Answer(request, state) ?? Refused(Refusal.Path(request.Target)),
    };

    public override EmulatedCallback Callback(EmulatedJob job, EmulatedState state) => PredictionCallback.Of(job, state);

    public override ServiceAnswer Refused(Refusal refusal) => ReplicateError.Of(refusal);

    public override string FileAddress(Uri address, string requestId, string fileName) => $"{address}files/{requestId}/{fileName}";

    public override string SubmitPath(string modelId) =>
        $"/v1/models/{string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString))}/predictions";

    public override string CancelPath(EmulatedJob job) => $"/v1/predictions/{job.Id}/cancel";
}
