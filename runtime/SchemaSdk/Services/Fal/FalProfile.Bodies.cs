namespace SchemaSdk.Services.Fal;

/// <content>Reads the bodies of fal's answers.</content>
internal sealed partial class FalProfile
{
    private const string NotFound = "NOT_FOUND";   // the status of a request that fal does not know
    private const string Canceled = "client_cancelled";

    // These errors are about the job, because the read that returns them needs no runner and has no time limit.
    private static readonly string[] JobErrorTypes = [
        "request_timeout", "startup_timeout", "runner_scheduling_failure", "runner_connection_timeout", "runner_disconnected",
        "runner_connection_refused", "runner_connection_error", "runner_incomplete_response", "runner_server_error"];

    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body)
    {
        if (call == ServiceCall.Result && statusCode == 200)
        {
            // The whole body is the output of the job, so its members can have any name.
            return JsonParts.Whole(body) is { } output
                ? new ServiceBody { State = JobState.Succeeded, Output = output.Span.SequenceEqual("null"u8) ? default : output }
                : null;
        }

        if (JsonMembers.Of(body) is not { } members)
        {
            return null;
        }

        var (status, type) = (members.Text("status"u8), members.Text("error_type"u8));
        var answer = new ServiceBody
        {
            RequestId = members.Text("request_id"u8),
            Status = ErrorText.Cut(status),
            Error = ErrorIn(members),
            Outcome = call == ServiceCall.Cancel ? OutcomeOf(statusCode, status, members.IsTrue("success"u8)) : null,
        };
        if (statusCode is >= 200 and < 300)
        {
            ReadState(answer, call, statusCode, type, members);
            return answer;
        }

        var problem = ProblemIn(type, members["detail"u8]);
        answer.ErrorCode = problem.Code ?? answer.Status;
        answer.Detail = problem.Text ?? members.Text("error"u8) ?? answer.Status;
        answer.IsOwnError = problem.IsOfModel || type is not null || status == NotFound;
        answer.State = call == ServiceCall.Result ? EndOf(statusCode, type, problem.IsOfModel) : null;
        answer.IsResult = answer.State is not null;
        return answer;
    }

    private static void ReadState(ServiceBody body, ServiceCall call, int statusCode, string? type, JsonMembers members)
    {
        body.Links = call == ServiceCall.Submit
            ? new JobLinks(members.Text("status_url"u8), members.Text("response_url"u8), members.Text("cancel_url"u8)) : null;
        body.Logs = LogsIn(members["logs"u8]);
        body.QueuePosition = members.Whole("queue_position"u8) is { } position and >= 0 ? position : null;

        // 202 is assumed to mean a running job (fal.md, "HTTP 202 for a result"). Any other success without an output gives no job state.
        body.State = call == ServiceCall.Result && statusCode != 202 ? null : body.Status switch
        {
            null => default(JobState?),
            "IN_QUEUE" => JobState.InQueue,
            "IN_PROGRESS" => JobState.InProgress,
            "COMPLETED" when call != ServiceCall.Status => null,
            "COMPLETED" when type == Canceled => JobState.Canceled,
            "COMPLETED" => body.Error.IsEmpty ? JobState.Succeeded : JobState.Failed,
            _ => JobState.Unknown,
        };
        body.IsResult = body.State is JobState.Canceled or JobState.Failed;
    }

    private static string? LogsIn(ReadOnlyMemory<byte> lines) => lines.IsEmpty ? null
        : string.Concat((JsonParts.Items(lines, 100_000) ?? []).Select(static line => $"{JsonMembers.Of(line)?.Text("message"u8)}\n"));

    // A proxy may also send 401, 404, 429 or 503, so only an error that no proxy can have written shows that the job failed.
    private static JobState? EndOf(int statusCode, string? type, bool isOfModel) =>
        statusCode == 499 && type == Canceled ? JobState.Canceled
        : statusCode >= 500 && Array.IndexOf(JobErrorTypes, type) >= 0 ? JobState.Failed
        : (statusCode is 400 or 422 or >= 500) && isOfModel ? JobState.Failed
        : null;

    // CANCELLATION_REQUESTED is unconfirmed: a running job may still be charged. fal documents several bodies for 200; all are read.
    private static CancelOutcome? OutcomeOf(int statusCode, string? status, bool isSuccess) => (statusCode, status) switch
    {
        (200 or 202, "CANCELLATION_REQUESTED") => CancelOutcome.Unconfirmed,
        (200, "OK") => CancelOutcome.Canceled,
        (200, null) when isSuccess => CancelOutcome.Canceled,
        (400, "ALREADY_COMPLETED") => CancelOutcome.NotCancelable,
        _ => null,
    };

    // fal's error type distinguishes a timeout from a failure, so the type is kept with the error text.
    private static ReadOnlyMemory<byte> ErrorIn(JsonMembers members)
    {
        var (error, type) = (Present(members["error"u8]), Present(members["error_type"u8]));
        var reason = error.IsEmpty ? members["detail"u8] : error;
        return type.IsEmpty ? reason
            : reason.IsEmpty ? type
            : (byte[])[.. """{"error":"""u8, .. reason.Span, .. ""","error_type":"""u8, .. type.Span, (byte)'}'];

        static ReadOnlyMemory<byte> Present(ReadOnlyMemory<byte> text) => text.Span.SequenceEqual("\"\""u8) ? default : text;
    }

    private static (string? Code, string? Text, bool IsOfModel) ProblemIn(string? type, ReadOnlyMemory<byte> detail)
    {
        var errors = (JsonParts.Items(detail) ?? []).ConvertAll(static item => JsonMembers.Of(item) ?? default);
        var text = string.Join("; ", errors.Select(static error => error.Text("msg"u8)).OfType<string>());
        return (
            ErrorText.Cut(type ?? errors.Select(static error => error.Text("type"u8)).FirstOrDefault(static code => code is not null)),
            text.Length > 0 ? ErrorText.Cut(text) : JsonParts.Told(detail.Span),
            errors.Count > 0 && errors.TrueForAll(static error =>
                error.Text("msg"u8) is not null && error.Text("type"u8) is not null && IsInInput(error["loc"u8])));
    }

    // A model reports errors in "body". A server that rejects the address or headers of a call reports them in "path" or "header".
    private static bool IsInInput(ReadOnlyMemory<byte> loc) =>
        JsonParts.Items(loc) is { } path && (path.Count == 0 || JsonParts.TextOf(path[0].Span) == "body");
}
