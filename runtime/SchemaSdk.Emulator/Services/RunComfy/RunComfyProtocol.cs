using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Jobs;

namespace SchemaSdk.Emulation.Services.RunComfy;

/// <summary>The paths, bodies and codes of RunComfy. Nothing else in the emulator knows one of them.</summary>
/// <remarks>
/// Documented: the paths, the members of each body, both status vocabularies, 202 and <c>outcome</c> of a cancel, the codes 400001, 400004
/// and 404001. Assumed, since no page says it: the HTTP status is the first three digits of <c>error_code</c>; 422001 with
/// <c>detail</c> for a wrong input, as on the sibling serverless API; 429001 for one job too many; 400000 for a body that is not JSON;
/// 404001 for any other path; 429001 and 503001 for "not now";
/// <c>error</c> of a failed job is a string; <c>queue_position</c> is 0 for the job that starts next; no character of a text is escaped
/// that JSON lets stand, such as the + of a time.
/// </remarks>
internal static partial class RunComfyProtocol
{
    public const string Json = "application/json";

    /// <summary>The member of a body that names the job.</summary>
    public const string RequestId = "request_id";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz";

    public static ServiceCall Read(string method, string target)
    {
        var segments = PathOf(target).Split('/').Skip(1).Select(Decode).ToArray();
        return (method, segments) switch
        {
            ("GET", ["v1", "models"]) => new(ServiceCallKind.Models, target),
            ("GET", ["v1", "models", "categories"]) => new(ServiceCallKind.Categories, target),
            ("GET", ["v1", "models", _, ..]) => new(ServiceCallKind.Model, string.Join('/', segments[2..])),
            ("POST", ["v1", "models", _, ..]) => new(ServiceCallKind.Submit, string.Join('/', segments[2..])),
            ("GET", ["v1", "requests", var id, "status"]) => new(ServiceCallKind.Status, id),
            ("GET", ["v1", "requests", var id, "result"]) => new(ServiceCallKind.Result, id),
            ("POST", ["v1", "requests", var id, "cancel"]) => new(ServiceCallKind.Cancel, id),
            ("GET" or "HEAD", ["files", var id, var name]) => new(ServiceCallKind.File, id, name),
            _ => new(ServiceCallKind.Unknown, target),
        };
    }

    public static ServiceAnswer Accepted(Job job, Uri address) => Answer(200, new JsonObject
    {
        [RequestId] = job.Id,
        ["status_url"] = RequestAddress(address, job, "status"),
        ["result_url"] = RequestAddress(address, job, "result"),
        ["cancel_url"] = RequestAddress(address, job, "cancel"),
    });

    public static ServiceAnswer Status(JobView view, Uri address)
    {
        var body = new JsonObject { [RequestId] = view.Job.Id, ["status"] = StatusName(view.Phase) };
        if (view.Position is { } position)
        {
            body["queue_position"] = position;
        }

        body["status_url"] = RequestAddress(address, view.Job, "status");
        body["result_url"] = RequestAddress(address, view.Job, "result");
        return Answer(200, body);
    }

    /// <summary>Answers with the result, or with how far the job is while it has none.</summary>
    public static ServiceAnswer Result(JobView view, bool withCost, Func<JsonNode?> output)
    {
        var body = new JsonObject { [RequestId] = view.Job.Id, ["status"] = ResultName(view.Phase) };
        if (view.Phase == JobPhase.Succeeded)
        {
            body["output"] = output();
        }
        else if (view.Phase == JobPhase.Failed)
        {
            body["error"] = view.Job.Error;
        }

        body["created_at"] = Timestamp(view.Job.Course.CreatedAt);
        if (view.EndedAt is { } end)
        {
            body["finished_at"] = Timestamp(end);
        }

        if (withCost && view is { Phase: JobPhase.Succeeded, Job.CostUsd: { } cost })
        {
            body["cost"] = cost;
        }

        return Answer(200, body);
    }

    /// <summary>
    /// Answers a cancel. The documented example has the status <c>completed</c> beside the outcome <c>cancelled</c>, and so has this
    /// answer: only <c>outcome</c> is to be read. A job that was cancelled before is cancelled again, since no page says otherwise.
    /// </summary>
    public static ServiceAnswer Cancel(JobView view) => Answer(202, new JsonObject
    {
        [RequestId] = view.Job.Id,
        ["status"] = view.Phase == JobPhase.InProgress ? "in_progress" : "completed",
        ["outcome"] = view.Phase == JobPhase.Cancelled ? "cancelled" : "not_cancellable",
    });

    public static ServiceAnswer BadToken() => Error(400004, "UserAccountError: the token is missing, expired or revoked.");

    public static ServiceAnswer UnknownModel(string id) => Error(400001, $"InvalidResourceIdentifier: there is no model '{id}'.");

    public static ServiceAnswer UnknownRequest(string id) => Error(404001, $"ResourceNotFound: there is no request '{id}', or it expired.");

    public static ServiceAnswer UnknownPath(string target) => Error(404001, $"ResourceNotFound: there is nothing at '{target}'.");

    public static ServiceAnswer NotJson(string why) => Error(400000, $"The body is not JSON: {why}");

    public static ServiceAnswer Unreadable(string modelId, string why) =>
        Error(500000, $"The emulator cannot read a schema of {modelId}: {why}");

    public static ServiceAnswer NotNow(int statusCode, TimeSpan wait) =>
        Refused(new Refusal(statusCode, (statusCode * 1000) + 1, "There is too much to do. Come back later.", wait));

    public static ServiceAnswer WrongInput(IReadOnlyList<ValidationError> errors) => Answer(422, new JsonObject
    {
        ["error_code"] = 422001,
        ["error_message"] = $"The input does not fit the model's schema: {errors[0].Message}",
        ["detail"] = new JsonArray([.. errors.Select(error => new JsonObject
        {
            ["pointer"] = error.JsonPointer,
            ["message"] = error.Message,
            ["rule"] = error.Rule,
        })]),
    });

    public static ServiceAnswer TooManyJobs(int limit, TimeSpan? retryAfter) =>
        Refused(new Refusal(429, 429001, $"TooManyJobs: {limit} jobs of the account wait or run, and no more may.", retryAfter));

    public static ServiceAnswer Refused(Refusal refusal) =>
        Answer(refusal.StatusCode, new JsonObject { ["error_code"] = refusal.ErrorCode, ["error_message"] = refusal.Message }) with
        {
            Headers = refusal.RetryAfter is { } wait ? [RetryAfter(wait)] : [],
        };

    public static KeyValuePair<string, string> RetryAfter(TimeSpan wait) =>
        new("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));

    /// <summary>The address of a file that a job made. It needs no token, as at the service.</summary>
    public static string FileAddress(Uri address, Job job, string name) => $"{address}files/{job.Id}/{name}";

    /// <summary>The path to which inputs of a model are sent.</summary>
    public static string SubmitPath(string modelId) => $"/v1/models/{string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>The path by which a job is cancelled.</summary>
    public static string CancelPath(string requestId) => $"/v1/requests/{requestId}/cancel";

    private static string RequestAddress(Uri address, Job job, string call) => $"{address}v1/requests/{job.Id}/{call}";

    private static ServiceAnswer Error(int code, string message) => Refused(new Refusal(code / 1000, code, message, RetryAfter: null));

    /// <summary>The text of a body.</summary>
    public static byte[] Write(JsonObject body) => JsonSerializer.SerializeToUtf8Bytes(body, Plain);

    private static ServiceAnswer Answer(int statusCode, JsonObject body) =>
        new(statusCode, Json, Write(body));

    private static string Timestamp(DateTimeOffset time) => time.ToString(Time, CultureInfo.InvariantCulture);

    /// <summary>On <c>/status</c> a job that failed is completed too.</summary>
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

    /// <summary>The path of a request line, which may hold a whole address.</summary>
    private static string PathOf(string target)
    {
        var path = target.StartsWith('/') || !Uri.TryCreate(target, UriKind.Absolute, out var whole) ? target : whole.AbsolutePath;
        return path.Split('?')[0];
    }

    /// <summary>An encoded slash belongs to the segment's name, so it must not become one that separates.</summary>
    private static string Decode(string segment) => Uri.UnescapeDataString(segment).Replace("/", "%2F", StringComparison.Ordinal);
}
