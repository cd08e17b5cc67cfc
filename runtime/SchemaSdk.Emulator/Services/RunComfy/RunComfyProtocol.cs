using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Jobs;

namespace SchemaSdk.Emulation.Services.RunComfy;

/// <summary>The paths, bodies and codes of RunComfy. No other class of the emulator depends on them.</summary>
/// <remarks>
/// These facts are documented: the paths, the members of each body, both sets of status names, the 202 and the <c>outcome</c> of a
/// cancel, and the codes 400001, 400004 and 404001. These are assumed, because they are not documented: the HTTP status is the first
/// three digits of <c>error_code</c>; an invalid input gets 422001 with <c>detail</c>, as in RunComfy's serverless API; a submit over
/// the job limit gets 429001; a body that is not JSON gets 400000; an unknown path gets 404001; a busy service answers 429001 or 503001;
/// the <c>error</c> of a failed job is a string; <c>queue_position</c> is 0 for the job that starts next; and characters that JSON does
/// not require to be escaped, such as the + of a time, are not escaped.
/// </remarks>
internal static partial class RunComfyProtocol
{
    public const string Json = "application/json";

    /// <summary>The member of a body that contains the request id.</summary>
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

    /// <summary>Answers with the result, or with the status of a job that has no result yet.</summary>
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
    /// Answers a cancel. As in the documented example, the status is <c>completed</c> and the outcome is <c>cancelled</c>, so clients
    /// must rely only on <c>outcome</c>. A second cancel gets the same answer, because nothing else is documented.
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
        Refused(new Refusal(statusCode, (statusCode * 1000) + 1, "The service is busy. Try again later.", wait));

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
        Refused(new Refusal(429, 429001, $"TooManyJobs: the account has {limit} jobs waiting or running, which is the limit.", retryAfter));

    public static ServiceAnswer Refused(Refusal refusal) =>
        Answer(refusal.StatusCode, new JsonObject { ["error_code"] = refusal.ErrorCode, ["error_message"] = refusal.Message }) with
        {
            Headers = refusal.RetryAfter is { } wait ? [RetryAfter(wait)] : [],
        };

    public static KeyValuePair<string, string> RetryAfter(TimeSpan wait) =>
        new("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture));

    /// <summary>Returns the URL of a file that a job made. As with the real service, the file can be downloaded without a token.</summary>
    public static string FileAddress(Uri address, Job job, string name) => $"{address}files/{job.Id}/{name}";

    /// <summary>Returns the path for submitting inputs to a model.</summary>
    public static string SubmitPath(string modelId) => $"/v1/models/{string.Join('/', modelId.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>Returns the path that cancels a job.</summary>
    public static string CancelPath(string requestId) => $"/v1/requests/{requestId}/cancel";

    private static string RequestAddress(Uri address, Job job, string call) => $"{address}v1/requests/{job.Id}/{call}";

    private static ServiceAnswer Error(int code, string message) => Refused(new Refusal(code / 1000, code, message, RetryAfter: null));

    public static byte[] Write(JsonObject body) => JsonSerializer.SerializeToUtf8Bytes(body, Plain);

    private static ServiceAnswer Answer(int statusCode, JsonObject body) =>
        new(statusCode, Json, Write(body));

    private static string Timestamp(DateTimeOffset time) => time.ToString(Time, CultureInfo.InvariantCulture);

    /// <summary>Returns the status name for <c>/status</c>, where failed jobs are also completed.</summary>
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

    /// <summary>Returns the path of a request target, which may be an absolute URL.</summary>
    private static string PathOf(string target)
    {
        var path = target.StartsWith('/') || !Uri.TryCreate(target, UriKind.Absolute, out var whole) ? target : whole.AbsolutePath;
        return path.Split('?')[0];
    }

    /// <summary>Decodes a segment. An encoded slash stays encoded, because it is part of the segment and not a separator.</summary>
    private static string Decode(string segment) => Uri.UnescapeDataString(segment).Replace("/", "%2F", StringComparison.Ordinal);
}
