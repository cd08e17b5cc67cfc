using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>Interprets the service's answers about a job, for polls and for single status calls.</summary>
internal static class JobAnswers
{
    internal static ReadMeaning MeaningOf(JobCore job, ApiAnswer answer) =>
        answer.MeaningOf(BodyKinds.OfRead(answer.Content, job.RequestId));

    /// <summary>Returns the state in an answer; null if the job has ended and only its result says how.</summary>
    // isResult: true if the answer is to a read of the result, false if it is to a read of the status.
    internal static JobState? StateIn(ApiAnswer answer, bool isResult) =>
        answer.Content!.State is JobState.Succeeded or JobState.Failed
            && !isResult && !answer.Service.StatusHasResult && !answer.Content.IsResult
            ? null
            : answer.Content.State;
}
