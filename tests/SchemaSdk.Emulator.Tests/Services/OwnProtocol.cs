using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests.Services;

/// <summary>A service that exists only in these tests. Like a user's class, it uses only the public members of the emulator.</summary>
/// <param name="isSmall">True if the service wraps its answers in <c>data</c> and cannot cancel jobs.</param>
/// <param name="isWrapped">True if the input of a submit is in its member <c>input</c>.</param>
internal sealed class OwnProtocol(bool isSmall = false, bool isWrapped = false) : EmulatedProtocol
{
    public override string Name => "Own";

    public override string TokenHeader => "X-Api-Key";

    public override string TokenPrefix => "";

    public override string RequestIdMember => "task";

    public override string? InputMember => isWrapped ? "input" : null;

    public override string? EnvelopeMember => isSmall ? "data" : null;

    public override ServiceCall Read(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("POST", ["run", ..]) => new(ServiceCallKind.Submit, string.Join('/', request.Path.Skip(1))),
        ("GET", ["tasks", var id]) => new(ServiceCallKind.Status, id),
        ("GET", ["tasks", var id, "events"]) => new(ServiceCallKind.Stream, id),
        ("GET", ["tasks", var id, "output"]) => new(ServiceCallKind.Result, id),
        ("POST", ["tasks", var id, "stop"]) => new(ServiceCallKind.Cancel, id),
        ("GET", ["made", var id, var name]) => new(ServiceCallKind.File, id, name, IsOpen: true),
        ("PUT" or "GET", ["files", _]) => new(ServiceCallKind.Other, ""),
        ("GET", ["models"]) => new(ServiceCallKind.Catalog, ""),
        _ => new(ServiceCallKind.Unknown, request.Target),
    };

    public override ServiceAnswer Accepted(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(201, Wrapped(new JsonObject { ["task"] = job.Id }));

    public override ServiceAnswer Status(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(200, Wrapped(new JsonObject { ["task"] = job.Id, ["phase"] = $"{job.Phase}" }));

    public override ServiceAnswer Result(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        job.Phase == JobPhase.Succeeded ? ServiceAnswer.Json(200, state.OutputOf(job)!) : Status(job, request, state);

    public override ServiceAnswer Cancel(EmulatedJob job, bool hasCancelled, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(hasCancelled ? 200 : 409, new JsonObject());

    public override string Events(EmulatedJob? before, EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        $"data: {before?.Phase} {job.Phase}\n\n";

    public override ServiceAnswer Answer(ServiceCall call, ServiceRequest request, EmulatedState state)
    {
        if (call.Kind == ServiceCallKind.Catalog)
        {
            return ServiceAnswer.Json(200, new JsonArray([.. state.Models.Select(model => JsonValue.Create(model.Id))]));
        }

        var id = request.Path[1];
        if (request.Method == "PUT")
        {
            return state.Keep(new StoredFile(id, id, "text/plain", state.Now, request.Body))
                ? ServiceAnswer.Json(200, new JsonObject()).With("X-Kept", id)
                : Refused(new Refusal(RefusalReason.Size, 413, "Too large."));
        }

        return state.FindFile(id) is { } file ? state.Send(file, request) : Refused(new Refusal(RefusalReason.Path, 404, "No file."));
    }

    public override ServiceAnswer Refused(Refusal refusal) =>
        ServiceAnswer.Json(refusal.StatusCode, isSmall ? Wrapped(null) : new JsonObject { ["reason"] = $"{refusal.Reason}" })
            .WithRetryAfter(refusal.RetryAfter);

    public override string FileAddress(Uri address, string requestId, string fileName) => $"{address}made/{requestId}/{fileName}";

    public override string SubmitPath(string modelId) => $"/run/{modelId}";

    public override string CancelPath(EmulatedJob job) => isSmall ? "" : $"/tasks/{job.Id}/stop";

    private JsonObject Wrapped(JsonObject? answer) => isSmall ? new() { ["data"] = answer } : answer!;
}
