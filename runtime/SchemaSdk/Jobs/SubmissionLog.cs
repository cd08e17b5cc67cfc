using SchemaSdk.Http;
using SchemaSdk.Services;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>Logs and counts what comes of each attempt of a submit.</summary>
internal sealed class SubmissionLog(ClientContext context, string modelId)
{
    internal void Ended(SubmitAttempt attempt, TimeSpan elapsed)
    {
        var (log, answer) = (context.Settings.Log, attempt.Http.Answer);
        switch (attempt.Meaning)
        {
            case SubmitMeaning.Accepted:
                Log.JobSubmitted(log, answer!.Content!.RequestId!, modelId, elapsed);
                break;
            case SubmitMeaning.Unknown:
                Log.SubmitUnknown(log, modelId, attempt.Http.Failure, answer?.StatusCode, elapsed);
                context.Telemetry.UnknownSubmit(modelId);
                break;
            case SubmitMeaning.Refused:
                Log.SubmitRefused(log, modelId, answer!.StatusCode, answer.Content?.ErrorCode ?? answer.Content?.PlainCode);
                break;
        }
    }

    // room: how many jobs run now, and when there is another look for room.
    internal void HeldBack(ApiAttempt last, (int Running, TimeSpan Next) room) =>
        Log.SubmitHeldBack(context.Settings.Log, modelId, last.Answer!.StatusCode, room.Running, room.Next);

    internal void Retried(ApiAttempt last, TimeSpan delay)
    {
        Log.SubmitRetried(context.Settings.Log, modelId, last.Failure, last.Answer?.StatusCode, delay);
        context.Telemetry.Retries(modelId, CallNames.Submit);
    }

    // answer: the last that came; null: there was none.
    internal void GivenUp(AttemptFailure failure, ApiAnswer? answer, TimeSpan elapsed) =>
        Log.SubmitGivenUp(context.Settings.Log, modelId, failure, answer?.StatusCode, elapsed);
}
