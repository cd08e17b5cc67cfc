using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk.Jobs;

/// <summary>Says what an answer about a job means, whoever has read it: a poll, or somebody who looked once.</summary>
internal static class JobAnswers
{
    internal static ReadMeaning MeaningOf(JobCore job, ApiAnswer answer) =>
        answer.MeaningOf(answer.Service.KindOfRead(answer.Content, job.RequestId));

    /// <summary>The state that it tells; null: the job has ended, and how, only its result tells.</summary>
    // isResult: whether its result was read, and not its status.
    internal static JobState? StateIn(ApiAnswer answer, bool isResult) =>
        isResult || answer.Service.StatusHoldsResult ? answer.Service.ResultStateOf(answer.Content!)
        : answer.Service.StateOf(answer.Content!.Status) is { } state and not (JobState.Succeeded or JobState.Failed) ? state
        : null;
}
