using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>Replicate's errors, which are shaped like problem details.</summary>
internal static class ReplicateError
{
    private const string ProblemType = "application/problem+json";

    public static ServiceAnswer Of(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.Token => Problem(401, "Unauthenticated", "You did not pass a valid authentication token"),
        RefusalReason.Input => WrongInput(refusal),
        RefusalReason.Body => Problem(422, "Invalid request", refusal.Message),
        RefusalReason.JobLimit or RefusalReason.Busy or RefusalReason.Outcome when refusal.StatusCode == 429 => Throttled(refusal),
        RefusalReason.Schema or RefusalReason.Busy or RefusalReason.Outcome =>
            Problem(refusal.StatusCode, "Error", refusal.Message).WithRetryAfter(refusal.RetryAfter),
        _ => Problem(refusal.StatusCode, "Not found", refusal.Message),
    };

    private static ServiceAnswer WrongInput(Refusal refusal)
    {
        var lines = refusal.Errors.Select(error => $"- input{error.JsonPointer.Replace('/', '.')}: {error.Message}\n");
        var body = Body(422, "Input validation failed", string.Concat(lines));
        body["invalid_fields"] = new JsonArray([.. refusal.Errors.Select(error => new JsonObject
        {
            ["type"] = error.Rule,
            ["field"] = $"input{error.JsonPointer.Replace('/', '.')}",
            ["description"] = error.Message,
        })]);
        return Send(422, body);
    }

    // Like Replicate, sends no Retry-After header: only the body says when to retry.
    private static ServiceAnswer Throttled(Refusal refusal)
    {
        var seconds = refusal.RetryAfter is { } wait ? (int?)Math.Ceiling(wait.TotalSeconds) : null;
        var detail = seconds is null ? $"Request was throttled. {refusal.Message}"
            : $"Request was throttled. {refusal.Message} Your rate limit resets in ~{seconds}s.";
        var body = Body(429, "Too many requests", detail);
        if (seconds is not null)
        {
            body["retry_after"] = seconds;
        }

        return Send(429, body);
    }

    private static ServiceAnswer Problem(int statusCode, string title, string detail) => Send(statusCode, Body(statusCode, title, detail));

    private static JsonObject Body(int statusCode, string title, string detail) => new()
    {
        ["title"] = title,
        ["detail"] = detail,
        ["status"] = statusCode,
    };

    private static ServiceAnswer Send(int statusCode, JsonObject body) =>
        ServiceAnswer.Json(statusCode, body) with { ContentType = ProblemType };
}
