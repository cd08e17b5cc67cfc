using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation;

namespace WaveSpeed;

/// <summary>Makes an emulator behave like WaveSpeed, with the same paths and bodies. Each body has a code next to the content.</summary>
public sealed class WaveSpeedProtocol : EmulatedProtocol
{
    private const int Success = 200;

    public override string Name => "WaveSpeed";

    public override string RequestIdMember => "id";

    public override string EnvelopeMember => "data";

    public override ServiceCall Read(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("POST", ["api", "v3", "model", "price"]) => new(ServiceCallKind.Catalog, ""),
        ("POST", ["api", "v3", ..]) => new(ServiceCallKind.Submit, string.Join('/', request.Path.Skip(2))),
        ("GET", ["api", "v3", "predictions", var id, "result"]) => new(ServiceCallKind.Status, id),
        ("GET", ["files", var id, var name]) => new(ServiceCallKind.File, id, name, IsOpen: true),
        _ => new(ServiceCallKind.Unknown, request.Target),
    };

    public override ServiceAnswer Accepted(EmulatedJob job, ServiceRequest request, EmulatedState state) => Status(job, request, state);

    public override ServiceAnswer Status(EmulatedJob job, ServiceRequest request, EmulatedState state) => Envelope(Success, "success", new()
    {
        ["id"] = job.Id,
        ["model"] = job.ModelId,
        ["status"] = job.Phase switch
        {
            JobPhase.InQueue => "created",
            JobPhase.InProgress => "processing",
            JobPhase.Succeeded => "completed",
            _ => "failed",
        },
        ["outputs"] = job.Phase == JobPhase.Succeeded ? state.OutputOf(job) : new JsonArray(),
        ["error"] = job.Error ?? "",
        ["urls"] = new JsonObject { ["get"] = $"{state.Address}api/v3/predictions/{job.Id}/result" },
    });

    // Result and Cancel are never called: a status contains the result, and jobs cannot be cancelled.
    public override ServiceAnswer Result(EmulatedJob job, ServiceRequest request, EmulatedState state) => Status(job, request, state);

    public override ServiceAnswer Cancel(EmulatedJob job, bool hasCancelled, ServiceRequest request, EmulatedState state) =>
        Status(job, request, state);

    // Only calls that ask for a price come here.
    public override ServiceAnswer Answer(ServiceCall call, ServiceRequest request, EmulatedState state)
    {
        using var body = JsonDocument.Parse(request.Body);
        var asked = body.RootElement.GetProperty("model_id").GetString();
        return state.Models.FirstOrDefault(model => model.Id == asked)?.Price is { } price
            ? Envelope(Success, "success", new() { ["price"] = price.Usd, ["currency"] = "USD" })
            : Refused(new Refusal(RefusalReason.Model, 404, "The model has no price."));
    }

    public override ServiceAnswer Refused(Refusal refusal) => Envelope(refusal.StatusCode, refusal.Message, data: null);

    public override string FileAddress(Uri address, string requestId, string fileName) => $"{address}files/{requestId}/{fileName}";

    public override string SubmitPath(string modelId) => $"/api/v3/{modelId}";

    public override string CancelPath(EmulatedJob job) => "";

    private static ServiceAnswer Envelope(int code, string message, JsonObject? data) =>
        ServiceAnswer.Json(200, new JsonObject { ["code"] = code, ["message"] = message, ["data"] = data });
}
