using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>Looks once where a job stands, in both vocabularies of the service.</summary>
/// <param name="job">The job.</param>
/// <param name="budget">The time for which a read that failed is made again, all waits included.</param>
internal sealed class JobLook(JobCore job, TimeSpan budget)
{
    private readonly JobReads _reads =
        new(job, new JobDeadline(job.Line.Time, job.Line.Time.GetTimestamp(), budget));

    internal async Task<JobStatus> LookAsync(CancellationToken stop)
    {
        var (service, address) = (job.Line.Settings.Service, job.Line.Settings.BaseAddress);
        var answer = await _reads.ReadAsync(service.StatusAddress(address, job.Key), CallNames.Status, stop).ConfigureAwait(false);
        var (age, state) = (job.Age, JobAnswers.StateIn(answer, isResult: false));
        if (state is null)
        {
            answer = await _reads.ReadAsync(service.ResultAddress(address, job.Key), CallNames.Result, stop).ConfigureAwait(false);
            state = JobAnswers.StateIn(answer, isResult: true);
        }

        return job.Heed(answer, state!.Value, age);
    }
}
