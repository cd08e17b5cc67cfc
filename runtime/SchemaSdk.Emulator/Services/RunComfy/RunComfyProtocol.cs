using System.Globalization;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.RunComfy;

/// <summary>The paths, bodies and codes of RunComfy.</summary>
/// <remarks>
/// These facts are documented: the paths, the members of each body, both sets of status names, the 202 and the <c>outcome</c> of a
/// cancel, and the codes 400001, 400004 and 404001. These are assumed, because they are not documented: the HTTP status is the first
/// three digits of <c>error_code</c>; an invalid input gets 422001 with <c>detail</c>, as in RunComfy's serverless API; a submit over
/// the job limit gets 429001; a body that is not JSON gets 400000; an unknown path gets 404001; a busy service answers 429001 or 503001;
/// the <c>error</c> of a failed job is a string; <c>queue_position</c> is 0 for the job that starts next; and characters that JSON does
/// not require to be escaped, such as the + of a time, are not escaped.
/// </remarks>
internal sealed class RunComfyProtocol : EmulatedProtocol
{
    private const string RequestId = "request_id";
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz";

    public override string Name => "RunComfy";

    public override string RequestIdMember => RequestId;

    public override string OutputCountMember => "num_images";

    internal override IReadOnlyList<string> OutputCountMembers { get; } = ["num_images", "max_images"];

    public override ServiceCall Read(ServiceRequest request)
    {
        string[] segments = [.. request.Path];
        return (request.Method, segments) switch
        {
            ("GET", ["v1", "models"]) => new(ServiceCallKind.Catalog, ""),
            ("GET", ["v1", "models", "categories"]) => new(ServiceCallKind.Catalog, ""),
            ("GET", ["v1", "models", _, ..]) => new(ServiceCallKind.Catalog, string.Join('/', segments[2..])),
            ("POST", ["v1", "models", _, ..]) => new(ServiceCallKind.Submit, string.Join('/', segments[2..])),
            ("GET", ["v1", "requests", var id, "status"]) => new(ServiceCallKind.Status, id),
            ("GET", ["v1", "requests", var id, "result"]) => new(ServiceCallKind.Result, id),
            ("POST", ["v1", "requests", var id, "cancel"]) => new(ServiceCallKind.Cancel, id),
            ("GET" or "HEAD", ["files", var id, var name]) => new(ServiceCallKind.File, id, name, IsOpen: true),
            _ => new(ServiceCallKind.Unknown, request.Target),
        };
    }

    public override ServiceAnswer Accepted(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(200, new JsonObject
        {
            [RequestId] = job.Id,
            ["status_url"] = RequestAddress(state.Address, job, "status"),
            ["result_url"] = RequestAddress(state.Address, job, "result"),
            ["cancel_url"] = RequestAddress(state.Address, job, "cancel"),
        });

    public override ServiceAnswer Status(EmulatedJob job, ServiceRequest request, EmulatedState state)
    {
        var body = new JsonObject { [RequestId] = job.Id, ["status"] = StatusName(job.Phase) };
        if (job.QueuePosition is { } position)
        {
            body["queue_position"] = position;
        }

        body["status_url"] = RequestAddress(state.Address, job, "status");
        body["result_url"] = RequestAddress(state.Address, job, "result");
        return ServiceAnswer.Json(200, body);
    }

    /// <summary>Answers with the result, or with the status of a job that has no result yet.</summary>
    public override ServiceAnswer Result(EmulatedJob job, ServiceRequest request, EmulatedState state)
    {
        var body = new JsonObject { [RequestId] = job.Id, ["status"] = ResultName(job.Phase) };
        if (job.Phase == JobPhase.Succeeded)
        {
            body["output"] = state.OutputOf(job);
        }
        else if (job.Phase == JobPhase.Failed)
        {
            body["error"] = job.ErrorNode();
        }

        body["created_at"] = Timestamp(job.CreatedAt);
        if (job.EndedAt is { } end)
        {
            body["finished_at"] = Timestamp(end);
        }

        if (job.CostUsd is { } cost && request.Query("include_cost") == "true")
        {
            body["cost"] = cost;
        }

        return ServiceAnswer.Json(200, body);
    }

    /// <summary>
    /// Answers a cancel. As in the documented example, a cancelled job has the status <c>completed</c> and the outcome <c>cancelled</c>, so
    /// clients must rely only on <c>outcome</c>. A second cancel gets the same answer, because nothing else is documented.
    /// </summary>
    public override ServiceAnswer Cancel(EmulatedJob job, bool hasCancelled, ServiceRequest request, EmulatedState state) =>
        ServiceAnswer.Json(202, new JsonObject
        {
            [RequestId] = job.Id,
            ["status"] = job.Phase == JobPhase.InProgress ? "in_progress" : "completed",
            ["outcome"] = job.Phase == JobPhase.Cancelled ? "cancelled" : "not_cancellable",
        });

    public override ServiceAnswer Answer(ServiceCall call, ServiceRequest request, EmulatedState state) => request.Path switch
    {
        [_, _] => RunComfyLists.Models(state.Models, request),
        [_, _, "categories"] => RunComfyLists.Categories(state.Models),
        _ => state.Models.FirstOrDefault(model => model.Id == call.Subject) is { } model
            ? RunComfyLists.Model(model)
            : Refused(Refusal.Model(call.Subject)),
    };

    public override ServiceAnswer Refused(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.Token => Error(400004, "UserAccountError: the token is missing, expired or revoked."),
        RefusalReason.Model => Error(400001, $"InvalidResourceIdentifier: there is no model '{refusal.Subject}'."),
        RefusalReason.Job => Error(404001, $"ResourceNotFound: there is no request '{refusal.Subject}', or it expired."),
        RefusalReason.Path => Error(404001, $"ResourceNotFound: there is nothing at '{refusal.Subject}'."),
        RefusalReason.Body => Error(400000, $"The body is not JSON: {refusal.Message}"),
        RefusalReason.Schema => Error(500000, refusal.Message),
        RefusalReason.Input => WrongInput(refusal),
        RefusalReason.JobLimit => Error(
            429001, $"TooManyJobs: the account has {refusal.Subject} jobs waiting or running, which is the limit.", refusal.RetryAfter),
        RefusalReason.Busy => Error((refusal.StatusCode * 1000) + 1, refusal.Message, refusal.RetryAfter),
        _ => ServiceAnswer.Json(refusal.StatusCode, ErrorBody(refusal.ErrorCode, refusal.Message)).WithRetryAfter(refusal.RetryAfter),
    };

    // As with the real service, the file can be downloaded without a token.
    public override string FileAddress(Uri address, string requestId, string fileName) => $"{address}files/{requestId}/{fileName}";

    public override string SubmitPath(string modelId) =>
        $"/v1/models/{string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString))}";

    public override string CancelPath(EmulatedJob job) => $"/v1/requests/{job.Id}/cancel";

    private static ServiceAnswer WrongInput(Refusal refusal)
    {
        var body = ErrorBody(422001, refusal.Message);
        body["detail"] = new JsonArray([.. refusal.Errors.Select(error => new JsonObject
        {
            ["pointer"] = error.JsonPointer,
            ["message"] = error.Message,
            ["rule"] = error.Rule,
        })]);
        return ServiceAnswer.Json(422, body);
    }

    private static ServiceAnswer Error(int code, string message, TimeSpan? retryAfter = null) =>
        ServiceAnswer.Json(code / 1000, ErrorBody(code, message)).WithRetryAfter(retryAfter);

    private static JsonObject ErrorBody(int code, string message) => new() { ["error_code"] = code, ["error_message"] = message };

    private static string RequestAddress(Uri address, EmulatedJob job, string call) => $"{address}v1/requests/{job.Id}/{call}";

    private static string Timestamp(DateTimeOffset time) => time.ToString(Time, CultureInfo.InvariantCulture);

    /// <summary>Returns the name of a state in the answer to <c>/status</c>. A failed job is <c>completed</c> there too.</summary>
    private static string StatusName(JobPhase phase) => phase switch
    {
        JobPhase.InQueue => "in_queue",
        JobPhase.InProgress => "in_progress",
        JobPhase.Cancelled => "cancelled",
        _ => "completed",
    };

    private static string ResultName(JobPhase phase) => phase switch
    {
        JobPhase.Succeeded => "succeeded",
        JobPhase.Failed => "failed",
        _ => StatusName(phase),
    };
}
