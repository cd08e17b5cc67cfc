using SchemaSdk.Services.RunComfy;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Jobs;

/// <summary>Looks once where a job stands, in both vocabularies of the service: for up to the budget of failed reads, all waits included.</summary>
internal sealed class JobLook(JobCore job)
{
    private readonly JobReads _reads =
        new(job, new JobDeadline(job.Context.Time, job.Context.Time.GetTimestamp(), job.Context.Settings.ReadBudget));

    internal async Task<JobStatus> LookAsync(CancellationToken stop)
    {
        var service = job.Context.Settings.BaseAddress;
        var answer = await _reads.GetAsync(ModelApi.StatusAddress(service, job.RequestId), CallNames.Status, stop).ConfigureAwait(false);
        var state = ModelApi.StateOf(answer.Content!.Status);
        if (state is null or JobState.Succeeded or JobState.Failed)
        {
            // Ended, says /status; how, only /result knows.
            answer = await _reads.GetAsync(ModelApi.ResultAddress(service, job.RequestId), CallNames.Result, stop).ConfigureAwait(false);
            state = ModelApi.ResultStateOf(answer.Content!);
        }

        return job.Heed(answer, state.Value);
    }
}
