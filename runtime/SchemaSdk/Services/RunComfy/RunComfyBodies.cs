using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.RunComfy;

/// <summary>Reads the bodies of RunComfy's answers.</summary>
internal static class RunComfyBodies
{
    /// <summary>The error code for an unknown request id.</summary>
    internal const string UnknownRequest = "404001";

    // The positions of the names, which are in the order of a result, because that makes reading a result fastest.
    private const int RequestId = 0, Status = 1, Output = 2, CreatedAt = 3, FinishedAt = 4, Cost = 5, QueuePosition = 6, Outcome = 7;
    private const int Error = 8, FailureReason = 9, ErrorCode = 10, Code = 11, ErrorMessage = 12, Message = 13, Detail = 14, ModelId = 15;

    private static readonly Utf8Texts Names = new([
        "request_id", "status", "output", "created_at", "finished_at", "cost", "queue_position", "outcome", "error", "failure_reason",
        "error_code", "code", "error_message", "message", "detail", "model_id"]);

    private static readonly Utf8Texts StatusWords = new(["in_queue", "in_progress", "completed", "succeeded", "failed", "cancelled"]);

    /// <summary>Reads a body; null if it is not a complete JSON object.</summary>
    internal static ServiceBody? Read(ServiceCall call, int statusCode, ReadOnlyMemory<byte> text)
    {
        if (JsonMembers.Of(text, Names) is not { } members)
        {
            return null;
        }

        var isSuccess = statusCode is >= 200 and < 300;
        var body = new ServiceBody
        {
            RequestId = members.Text(RequestId),

            // The member is not documented; RunComfy's own tools read it if it is present.
            ModelId = members.Text(ModelId),
            Status = StatusOf(members[Status].Span),
            QueuePosition = members.Whole(QueuePosition),
            Outcome = OutcomeOf(members.Text(Outcome)),
            CreatedAt = members.Time(CreatedAt),
            FinishedAt = members.Time(FinishedAt),
            CostUsd = Dollars.Read(members[Cost].Span),
            Output = members[Output],
            Error = members[members[Error].IsEmpty ? FailureReason : Error],

            // Some refusals have the member "code" instead of "error_code". In a 2xx answer, "code" means nothing.
            ErrorCode = CodeIn(members, ErrorCode) ?? (isSuccess ? null : CodeIn(members, Code)),
            Detail = members.Told(ErrorMessage) ?? members.Told(Message) ?? members.Told(Error) ?? members.Told(Detail),
        };
        body.State = StateOf(body, isResult: call == ServiceCall.Result && isSuccess);

        // Only the service's own codes have six digits that start with the HTTP status: 404001 comes with HTTP 404. Gateways write JSON
        // errors too: {"message":"Service Unavailable"}, {"code":14,"message":…}, or a four-digit error_code.
        var code = members.Whole(ErrorCode) ?? (body.Error.Span is [(byte)'"', ..] ? members.Whole(Code) : null);
        body.IsOwnError = code / 1000 == statusCode;
        return body;
    }

    // Polls read the same few words thousands of times, so no string is created for them.
    private static string? StatusOf(ReadOnlySpan<byte> value)
    {
        if (value is not [(byte)'"', ..])
        {
            return null;
        }

        var cursor = new JsonCursor(value);
        cursor.ReadValue();
        return StatusWords.Find(in cursor) is >= 0 and var word ? StatusWords.Values[word] : ErrorText.Cut(JsonParts.TextOf(value));
    }

    // A status of "completed" does not say whether the job succeeded. It is not documented for results: RunComfy's ComfyUI node treats it
    // as success; this client does so only if the result has an output and no error.
    private static JobState? StateOf(ServiceBody body, bool isResult) => body.Status?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "in_queue" => JobState.InQueue,
        "in_progress" => JobState.InProgress,
        "completed" when isResult && !body.Error.IsEmpty => JobState.Failed,
        "completed" when isResult && body.Output.IsEmpty => JobState.Unknown,
        "completed" or "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        "cancelled" or "canceled" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    // The status is never read as the outcome: in the documentation, the status is "completed".
    private static CancelOutcome? OutcomeOf(string? outcome) => outcome?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "cancelled" or "canceled" => CancelOutcome.Canceled,
        "not_cancellable" or "not_cancelable" => CancelOutcome.NotCancelable,
        _ => CancelOutcome.Unconfirmed,
    };

    // Neither an empty text nor zero is a code.
    private static string? CodeIn(in JsonMembers members, int member) =>
        members[member].Span is [(byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..]
        && members.Told(member) is { Length: > 0 } code and not "0" ? code : null;
}
