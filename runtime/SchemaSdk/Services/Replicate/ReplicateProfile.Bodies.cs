namespace SchemaSdk.Services.Replicate;

/// <content>Reads the bodies of Replicate's answers: predictions, their events, and errors in the form of RFC 9457.</content>
internal sealed partial class ReplicateProfile
{
    private const double MostSeconds = 24 * 60 * 60;
    private const string Processing = "processing";

    public override ServiceBody? ReadBody(ServiceCall call, int statusCode, ReadOnlyMemory<byte> body) =>
        JsonMembers.Of(body) is not { } members ? null
        : statusCode is >= 200 and < 300 ? Prediction(call, members)
        : Problem(statusCode, members);

    // Any other event, such as an error, only ends the stream. The client then learns from the prediction how the job ended.
    public override ServiceBody ReadEvent(string type, ReadOnlyMemory<byte> data) => (type, Encoding.UTF8.GetString(data.Span)) switch
    {
        // Adds the line break that ends each line of a prediction's logs, if the event lacks it.
        ("logs", var text) => new() { State = JobState.InProgress, Status = Processing, Logs = text.EndsWith('\n') ? text : $"{text}\n" },
        ("output", var text) => new() { State = JobState.InProgress, Status = Processing, NewOutput = text },
        _ => new(),
    };

    private static ServiceBody Prediction(ServiceCall call, JsonMembers members)
    {
        var (id, status) = (members.Text("id"u8), members.Text("status"u8));
        var state = id is null ? null : StateOf(status);
        var body = new ServiceBody
        {
            RequestId = id,
            ModelId = members.Text("deployment"u8) is { } deployment ? ReplicateModel.OfDeployment(deployment) : members.Text("model"u8),
            Status = ErrorText.Cut(status),
            State = state,
            Logs = members.Text("logs"u8),
            Output = members["output"u8],
            Error = members["error"u8],
            CreatedAt = members.Time("created_at"u8),
            FinishedAt = members.Time("completed_at"u8),
            Outcome = call == ServiceCall.Cancel ? OutcomeOf(state) : null,
            Links = call != ServiceCall.Cancel && JsonMembers.Of(members["urls"u8]) is { } links
                ? new JobLinks(links.Text("get"u8), links.Text("get"u8), links.Text("cancel"u8)) { Stream = links.Text("stream"u8) }
                : null,
        };
        if (body is { State: JobState.Succeeded, Output.IsEmpty: true } && members.IsTrue("data_removed"u8))
        {
            body.State = JobState.Failed;
            body.Error = "\"the output of the job has been removed, because Replicate keeps outputs for only one hour\""u8.ToArray();
        }

        return body;
    }

    private static ServiceBody Problem(int statusCode, JsonMembers members)
    {
        var (title, detail) = (members.Text("title"u8), members.Text("detail"u8));
        return new ServiceBody
        {
            // If a refusal has an id, the service may have started a job, so the submit counts as unknown.
            RequestId = members.Text("id"u8),
            Detail = ErrorText.Cut(title is null || detail is null ? title ?? detail : $"{title.TrimEnd('.')}: {detail}"),
            IsOwnError = detail is not null && members.Whole("status"u8) == statusCode,
            RetryAfter = members.Number("retry_after"u8) is { } seconds and >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static JobState? StateOf(string? status) => status switch
    {
        null => null,
        "starting" => JobState.InQueue,
        Processing => JobState.InProgress,
        "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        // "aborted" means that the deadline passed before the job started.
        "canceled" or "aborted" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    // Unconfirmed while the prediction runs, because it does not end immediately after a cancel.
    private static CancelOutcome? OutcomeOf(JobState? state) => state switch
    {
        JobState.Canceled => CancelOutcome.Canceled,
        JobState.Succeeded or JobState.Failed => CancelOutcome.NotCancelable,
        null => null,
        _ => CancelOutcome.Unconfirmed,
    };
}
