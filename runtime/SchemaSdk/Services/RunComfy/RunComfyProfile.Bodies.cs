namespace SchemaSdk.Services.RunComfy;

/// <content>Reads the bodies of RunComfy's answers.</content>
internal sealed partial class RunComfyProfile
{
    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body)
    {
        var isSuccess = statusCode is >= 200 and < 300;
        if (JsonMembers.Of(body) is not { } members || (isSuccess && IsOfServer(members, call)))
        {
            return null;
        }

        var answer = new ServiceBody
        {
            RequestId = members.Text("request_id"u8),

            // This member is not documented, but RunComfy's own tools read it if it is present.
            ModelId = members.Text("model_id"u8),
            Status = ErrorText.Cut(members.Text("status"u8)),
            QueuePosition = members.Whole("queue_position"u8),
            Outcome = OutcomeOf(members.Text("outcome"u8)),
            CreatedAt = members.Time("created_at"u8),
            FinishedAt = members.Time("finished_at"u8),
            CostUsd = Dollars.Read(members["cost"u8].Span),
            Output = members["output"u8],
            Error = members[members["error"u8].IsEmpty ? "failure_reason"u8 : "error"u8],

            // Some refusals have a "code" member instead of "error_code". In a 2xx answer, "code" means nothing.
            ErrorCode = CodeIn(members, "error_code"u8) ?? (isSuccess ? null : CodeIn(members, "code"u8)),
            Detail = members.Told("error_message"u8) ?? members.Told("message"u8) ?? members.Told("error"u8) ?? members.Told("detail"u8),
        };
        answer.State = StateOf(answer, isResult: call == ServiceCall.Result && isSuccess);

        // Only the service's own codes are six digits that start with the HTTP status, such as 404001.
        // Gateways send JSON errors with other codes, or without a code.
        var code = members.Whole("error_code"u8) ?? (answer.Error.Span is [(byte)'"', ..] ? members.Whole("code"u8) : null);
        answer.IsOwnError = code / 1000 == statusCode;
        return answer;
    }

    // True for an error code whose first digits are 408, 5 or (except for a submit) 429. It does not prove that the job failed.
    private static bool IsOfServer(JsonMembers members, ServiceCall call) =>
        (members.Text("request_id"u8) is null or ""
            || (call is ServiceCall.Status or ServiceCall.Result && members.Text("status"u8) is null or ""))
        && CodeIn(members, "error_code"u8) is { Length: 6 } code
        && (code[0] == '5' || code[..3] == "408" || (code[..3] == "429" && call != ServiceCall.Submit));

    // "completed" does not say whether the job succeeded. In a result, it counts as success only with an output and without an error.
    private static JobState? StateOf(ServiceBody body, bool isResult) => body.Status?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "in_queue" => JobState.InQueue,
        "in_progress" => JobState.InProgress,
        "completed" when isResult && body.Error.Span is not ([] or [(byte)'"', (byte)'"']) => JobState.Failed,
        "completed" when isResult && body.Output.IsEmpty => JobState.Unknown,
        "completed" or "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        "cancelled" or "canceled" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    // Not the "status" member, which is "completed" in the documented answer to a cancel.
    private static CancelOutcome? OutcomeOf(string? outcome) => outcome?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "cancelled" or "canceled" => CancelOutcome.Canceled,
        "not_cancellable" or "not_cancelable" => CancelOutcome.NotCancelable,
        _ => CancelOutcome.Unconfirmed,
    };

    private static string? CodeIn(JsonMembers members, ReadOnlySpan<byte> name) =>
        members[name].Span is [(byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..]
        && members.Told(name) is { Length: > 0 } code and not "0" ? code : null;
}
