using SchemaSdk.Http;
using SchemaSdk.Line;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>Logs and counts the attempts of a submit after which it goes on, or is given up.</summary>
internal sealed class SubmissionLog(ServiceLine line, string modelId)
{
    // room: how many jobs run now, and when there is another look for room.
    internal void HeldBack(ApiAttempt last, (int Running, TimeSpan Next) room) =>
        Log.SubmitHeldBack(line.Settings.Log, modelId, last.Answer!.StatusCode, room.Running, room.Next);

    internal void Retried(ApiAttempt last, TimeSpan delay)
    {
        Log.SubmitRetried(line.Settings.Log, modelId, last.Failure, last.Answer?.StatusCode, delay);
        line.Telemetry.Retries(modelId, CallNames.Submit);
    }

    // answer: the last that came; null if there was none.
    internal void GivenUp(AttemptFailure failure, ApiAnswer? answer, TimeSpan elapsed) =>
        Log.SubmitGivenUp(line.Settings.Log, modelId, failure, answer?.StatusCode, elapsed);
}
