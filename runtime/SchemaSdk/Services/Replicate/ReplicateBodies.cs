using System.Text;
using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.Replicate;

/// <summary>Reads the bodies of Replicate's answers: predictions, their events, and errors in the form of RFC 9457.</summary>
internal static class ReplicateBodies
{
    private const double MostSeconds = 24 * 60 * 60;
    private const string Processing = "processing";

    // The positions of the names.
    private const int Id = 0, Model = 1, Status = 2, Output = 3, Error = 4, CreatedAt = 5, CompletedAt = 6, DataRemoved = 7, Urls = 8;
    private const int Title = 9, Detail = 10, RetryAfter = 11, Logs = 12, Deployment = 13;

    private static readonly Utf8Texts Names = new([
        "id", "model", "status", "output", "error", "created_at", "completed_at", "data_removed", "urls", "title", "detail",
        "retry_after", "logs", "deployment"]);

    private static readonly Utf8Texts LinkNames = new(["get", "cancel", "stream"]);

    /// <summary>Reads a body; null if it is not a JSON object.</summary>
    internal static ServiceBody? Read(ServiceCall call, int statusCode, ReadOnlyMemory<byte> text) =>
        JsonMembers.Of(text, Names) is not { } members ? null
        : statusCode is >= 200 and < 300 ? Prediction(call, members)
        : Problem(statusCode, members);

    /// <summary>Reads a server-sent event. After an error and at the end, the prediction itself says how it ended.</summary>
    internal static ServiceBody ReadEvent(string type, ReadOnlyMemory<byte> data) => (type, Encoding.UTF8.GetString(data.Span)) switch
    {
        // The lines of a prediction's logs end with a line break.
        ("logs", var text) => new() { State = JobState.InProgress, Status = Processing, Logs = text.EndsWith('\n') ? text : $"{text}\n" },
        ("output", var text) => new() { State = JobState.InProgress, Status = Processing, NewOutput = text },
        _ => new(),
    };

    private static ServiceBody Prediction(ServiceCall call, in JsonMembers members)
    {
        var (id, status) = (members.Text(Id), members.Text(Status));
        var state = id is null ? null : StateOf(status);
        var body = new ServiceBody
        {
            RequestId = id,
            ModelId = members.Text(Deployment) is { } deployment ? ReplicateModel.OfDeployment(deployment) : members.Text(Model),
            Status = ErrorText.Cut(status),
            State = state,
            Logs = members.Text(Logs),
            Output = members[Output],
            Error = members[Error],
            CreatedAt = members.Time(CreatedAt),
            FinishedAt = members.Time(CompletedAt),
            Outcome = call == ServiceCall.Cancel ? OutcomeOf(state) : null,
            Links = call != ServiceCall.Cancel && JsonMembers.Of(members[Urls], LinkNames) is { } links
                ? new JobLinks(Status: links.Text(0), Result: links.Text(0), Cancel: links.Text(1)) { Stream = links.Text(2) }
                : null,
        };
        if (body is { State: JobState.Succeeded, Output.IsEmpty: true } && members.IsTrue(DataRemoved))
        {
            body.State = JobState.Failed;
            body.Error = "\"the job succeeded, but Replicate has removed the output, which it keeps for one hour\""u8.ToArray();
        }

        return body;
    }

    private static ServiceBody Problem(int statusCode, in JsonMembers members)
    {
        var (title, detail) = (members.Text(Title), members.Text(Detail));
        return new ServiceBody
        {
            // If a refusal has an id, the submit counts as unknown, because a job may run.
            RequestId = members.Text(Id),
            Detail = ErrorText.Cut(title is null || detail is null ? title ?? detail : $"{title.TrimEnd('.')}: {detail}"),
            IsOwnError = detail is not null && members.Whole(Status) == statusCode,
            RetryAfter = members.Number(RetryAfter) is { } seconds and >= 0 and <= MostSeconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static JobState? StateOf(string? status) => status switch
    {
        null => null,
        "starting" => JobState.InQueue,
        Processing => JobState.InProgress,
        "succeeded" => JobState.Succeeded,
        "failed" => JobState.Failed,
        // Aborted: the deadline passed before the job started.
        "canceled" or "aborted" => JobState.Canceled,
        _ => JobState.Unknown,
    };

    // A running prediction ends a moment after it was cancelled.
    private static CancelOutcome? OutcomeOf(JobState? state) => state switch
    {
        JobState.Canceled => CancelOutcome.Canceled,
        JobState.Succeeded or JobState.Failed => CancelOutcome.NotCancelable,
        null => null,
        _ => CancelOutcome.Unconfirmed,
    };
}
