using SchemaSdk.Http;
using SchemaSdk.Line;
using SchemaSdk.Services;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>Logs and counts what comes of each attempt of a submit.</summary>
internal sealed class SubmissionLog(ServiceLine line, string modelId)
{
    internal void Ended(SubmitAttempt attempt, TimeSpan elapsed)
    {
        var (log, answer) = (line.Settings.Log, attempt.Http.Answer);
        switch (attempt.Meaning)
        {
            case SubmitMeaning.Accepted:
                Log.JobSubmitted(log, answer!.Content!.RequestId!, modelId, elapsed);
                break;
            case SubmitMeaning.Unknown:
                Log.SubmitUnknown(log, modelId, attempt.Http.Failure, answer?.StatusCode, elapsed);
                line.Telemetry.UnknownSubmit(modelId);
                break;
            case SubmitMeaning.Refused:
                Log.SubmitRefused(log, modelId, answer!.StatusCode, new Refusal(answer).Code);
                break;
        }
    }

    // room: how many jobs run now, and when there is another look for room.
    internal void HeldBack(ApiAttempt last, (int Running, TimeSpan Next) room) =>
        Log.SubmitHeldBack(line.Settings.Log, modelId, last.Answer!.StatusCode, room.Running, room.Next);

    internal void Retried(ApiAttempt last, TimeSpan delay)
    {
        Log.SubmitRetried(line.Settings.Log, modelId, last.Failure, last.Answer?.StatusCode, delay);
        line.Telemetry.Retries(modelId, CallNames.Submit);
    }

    // answer: the last that came; null: there was none.
    internal void GivenUp(AttemptFailure failure, ApiAnswer? answer, TimeSpan elapsed) =>
        Log.SubmitGivenUp(line.Settings.Log, modelId, failure, answer?.StatusCode, elapsed);
}
