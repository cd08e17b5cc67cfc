using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>Writes fal's errors. The member <c>detail</c> is a list if the model failed or its input is invalid, else a string.</summary>
internal static class FalError
{
    public const string RequestId = "x-fal-request-id";

    private const string Error = "error";
    private const string Type = "error_type";
    private const string OfModel = "generation_error";
    private const string OfInput = "value_error";
    private const string OfCancel = "client_cancelled";
    private const string OfTimeout = "request_timeout";

    /// <summary>Answers a request for the result of a job that did not succeed.</summary>
    public static ServiceAnswer Of(EmulatedJob job) => job.Phase switch
    {
        JobPhase.Cancelled when job.HasTimedOut => Flat(504, TextOf(job), OfTimeout).With("X-Fal-Request-Timeout-Type", "user"),
        JobPhase.Cancelled => Flat(499, TextOf(job), OfCancel),
        JobPhase.Failed when job.InputErrors.Count > 0 => Listed([.. job.InputErrors.Select(Entry)]),
        JobPhase.Failed => Listed(Entry(["body"], job.Error ?? "", OfModel)),
        _ => ServiceAnswer.Json(400, new JsonObject { ["detail"] = "Request is still in progress" }),
    };

    public static void AddTo(JsonObject status, EmulatedJob job)
    {
        // The client reads an error and its type as one object, so a recording has them in this form.
        if (job.RecordedError is { ValueKind: JsonValueKind.Object } typed
            && typed.TryGetProperty(Error, out var error) && typed.TryGetProperty(Type, out var typeOf))
        {
            (status[Error], status[Type]) = (EmulatedJob.NodeOf(error), EmulatedJob.NodeOf(typeOf));
        }
        else if (job.RecordedError is not null)
        {
            status[Error] = job.ErrorNode();
        }
        else if (TypeOf(job) is { } type)
        {
            (status[Error], status[Type]) = (TextOf(job), type);
        }
    }

    public static ServiceAnswer Of(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.Job => ServiceAnswer.Json(404, new JsonObject { ["status"] = "NOT_FOUND" }),
        RefusalReason.Token => ServiceAnswer.Json(401, new JsonObject { ["detail"] = "No user found for Key ID and Secret" }),
        RefusalReason.Input => Listed([.. refusal.Errors.Select(Entry)]),
        RefusalReason.Model or RefusalReason.Path or RefusalReason.Size =>
            ServiceAnswer.Json(refusal.StatusCode, new JsonObject { ["detail"] = refusal.Message }),
        _ => Flat(refusal.StatusCode, refusal.Message, TypeOf(refusal.StatusCode)).WithRetryAfter(refusal.RetryAfter),
    };

    private static string TextOf(EmulatedJob job) => job.Phase != JobPhase.Cancelled ? job.Error ?? ""
        : job.HasTimedOut ? "The request did not start in time."
        : "The client cancelled the request.";

    private static string? TypeOf(EmulatedJob job) => job.Phase switch
    {
        JobPhase.Cancelled => job.HasTimedOut ? OfTimeout : OfCancel,
        JobPhase.Failed => job.InputErrors.Count > 0 ? OfInput : OfModel,
        _ => null,
    };

    private static string? TypeOf(int statusCode) => statusCode switch
    {
        400 => "bad_request",
        429 => "concurrent_requests_limit",
        500 => "internal_error",
        502 => "runner_incomplete_response",
        503 => "runner_scheduling_failure",
        504 => OfTimeout,
        _ => null,
    };

    private static ServiceAnswer Flat(int statusCode, string detail, string? type)
    {
        var body = new JsonObject { ["detail"] = detail };
        if (type is null)
        {
            return ServiceAnswer.Json(statusCode, body);
        }

        body[Type] = type;
        var answer = ServiceAnswer.Json(statusCode, body).With("X-Fal-Error-Type", type);
        return statusCode == 429 ? answer.With("X-Fal-Needs-Retry", "1") : answer;
    }

    private static ServiceAnswer Listed(params JsonNode[] entries) =>
        ServiceAnswer.Json(422, new JsonObject { ["detail"] = new JsonArray(entries) });

    private static JsonNode Entry(ValidationError error) => Entry(
        ["body", .. error.JsonPointer.Split('/', StringSplitOptions.RemoveEmptyEntries)], error.Message, OfInput);

    private static JsonNode Entry(IEnumerable<string> place, string message, string type) => new JsonObject
    {
        ["loc"] = new JsonArray([.. place.Select(Step)]),
        ["msg"] = message,
        ["type"] = type,
    };

    private static JsonNode Step(string part) =>
        int.TryParse(part, out var index)
            ? JsonValue.Create(index)
            : JsonValue.Create(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
}
