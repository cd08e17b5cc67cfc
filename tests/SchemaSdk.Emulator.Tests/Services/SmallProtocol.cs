using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Tests.Services;

/// <summary>A service that wraps its answers, returns the result in the status, and cannot cancel jobs.</summary>
internal sealed class SmallProtocol : EmulatedProtocol
{
    public override string Name => "Small";

    public override string RequestIdMember => "id";

    public override string EnvelopeMember => "data";

    public override ServiceCall Read(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("POST", ["run", ..]) => new(ServiceCallKind.Submit, string.Join('/', request.Path.Skip(1))),
        ("GET", ["jobs", var id]) => new(ServiceCallKind.Status, id),
        _ => new(ServiceCallKind.Unknown, request.Target),
    };

    public override ServiceAnswer Accepted(EmulatedJob job, ServiceRequest request, EmulatedState state) => Status(job, request, state);

    public override ServiceAnswer Status(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(200, new JsonObject { ["data"] = new JsonObject { ["id"] = job.Id, ["phase"] = $"{job.Phase}" } });

    public override ServiceAnswer Result(EmulatedJob job, ServiceRequest request, EmulatedState state) => Status(job, request, state);

    public override ServiceAnswer Cancel(EmulatedJob job, bool hasCancelled, ServiceRequest request, EmulatedState state) =>
        Status(job, request, state);

    public override ServiceAnswer Refused(Refusal refusal) => ServiceAnswer.Json(refusal.StatusCode, new JsonObject { ["data"] = null });

    public override string FileAddress(Uri address, string requestId, string fileName) => $"{address}made/{requestId}/{fileName}";

    public override string SubmitPath(string modelId) => $"/run/{modelId}";

    public override string CancelPath(EmulatedJob job) => "";
}
