using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>Says what an answer about a job means, for polls and for single status calls.</summary>
internal static class JobAnswers
{
    internal static ReadMeaning MeaningOf(JobCore job, ApiAnswer answer) =>
        answer.MeaningOf(answer.Service.KindOfRead(answer.Content, job.RequestId));

    /// <summary>The state in an answer; null: the job has ended, and only its result says how.</summary>
    // isResult: whether the answer is to a read of the result, not of the status.
    internal static JobState? StateIn(ApiAnswer answer, bool isResult) =>
        isResult || answer.Service.StatusHoldsResult ? answer.Service.ResultStateOf(answer.Content!)
        : answer.Service.StateOf(answer.Content!.Status) is { } state and not (JobState.Succeeded or JobState.Failed) ? state
        : null;
}
