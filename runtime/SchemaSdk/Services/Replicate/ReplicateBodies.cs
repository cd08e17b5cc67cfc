using SchemaSdk.Client.Errors;
using SchemaSdk.CompilerServices;

namespace SchemaSdk.Services.Replicate;

/// <summary>Reads the bodies of Replicate's answers: predictions, and errors in the form of RFC 9457.</summary>
internal static class ReplicateBodies
{
    private const double MostSeconds = 24 * 60 * 60;

    private static readonly Utf8Texts Names = new([
        "id", "model", "status", "output", "error", "created_at", "completed_at", "data_removed", "urls", "title", "detail",
        "retry_after", "logs", "deployment"]);

    private static readonly Utf8Texts LinkNames = new(["get", "cancel", "stream"]);

    /// <summary>Reads a body; null if it is not a JSON object.</summary>
    internal static ServiceBody? Read(ServiceCall call, int statusCode, ReadOnlyMemory<byte> text) =>
        JsonMembers.Of(text, Names) is not { } members ? null
        : statusCode is >= 200 and < 300 ? Prediction(call, members)
        : Problem(statusCode, members);

    private static ServiceBody Prediction(ServiceCall call, JsonMembers members)
    {
        var (id, status) = (members.Text((int)Member.Id), members.Text((int)Member.Status));
        var body = new ServiceBody
        {
            RequestId = id,
            ModelId = members.Text((int)Member.Deployment) is { } deployment
                ? ReplicateModel.OfDeployment(deployment)
                : members.Text((int)Member.Model),
            Status = status is null ? null : ErrorText.Cut(status),
            State = id is null ? null : StateOf(status),
            Logs = members.Text((int)Member.Logs),
            Output = members[(int)Member.Output],
            Error = members[(int)Member.Error],
            CreatedAt = members.Time((int)Member.CreatedAt),
            FinishedAt = members.Time((int)Member.CompletedAt),
        };
        if (call != ServiceCall.Cancel && JsonMembers.Of(members[(int)Member.Urls], LinkNames) is { } links)
        {
            body.Links = new JobLinks(Status: links.Text(0), Result: links.Text(0), Cancel: links.Text(1)) { Stream = links.Text(2) };
        }

        if (call == ServiceCall.Cancel)
        {
            body.Outcome = OutcomeOf(body.State);
        }

        if (body is { State: JobState.Succeeded, Output.IsEmpty: true } && members.IsTrue((int)Member.DataRemoved))
        {
            body.State = JobState.Failed;
            body.Error = "\"it succeeded, but Replicate has removed its output, which it keeps for one hour\""u8.ToArray();
        }

        return body;
    }

    private static ServiceBody Problem(int statusCode, JsonMembers members)
    {
        var (title, detail) = (members.Text((int)Member.Title), members.Text((int)Member.Detail));
        return new ServiceBody
        {
            // If a refusal has an id, the submit counts as unknown, because a job may run.
            RequestId = members.Text((int)Member.Id),
            Detail = (title, detail) switch
            {
                (null, null) => null,
                (null, _) => ErrorText.Cut(detail),
                (_, null) => ErrorText.Cut(title),
                _ => ErrorText.Cut($"{title.TrimEnd('.')}: {detail}"),
            },
            IsOwnError = detail is not null && members.Number((int)Member.Status) == statusCode,
            RetryAfter = members.Number((int)Member.RetryAfter) is { } seconds and >= 0 and <= MostSeconds
                ? TimeSpan.FromSeconds(seconds)
                : null,
        };
    }

    private static JobState? StateOf(string? status) => status switch
    {
        null => null,
        "starting" => JobState.InQueue,
        "processing" => JobState.InProgress,
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

    /// <summary>The positions of the names in <see cref="Names"/>.</summary>
    private enum Member
    {
        Id,
        Model,
        Status,
        Output,
        Error,
        CreatedAt,
        CompletedAt,
        DataRemoved,
        Urls,
        Title,
        Detail,
        RetryAfter,
        Logs,
        Deployment,
    }
}
