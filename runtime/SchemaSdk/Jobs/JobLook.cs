using SchemaSdk.Http;
using SchemaSdk.Service;

namespace SchemaSdk.Jobs;

/// <summary>Looks once where a job stands, in both vocabularies of the service.</summary>
internal sealed class JobLook(ClientContext context, string modelId, string requestId, long start)
{
    private readonly JobReads _reads = new(context, modelId, requestId);
    private readonly Uri _status = ModelApi.StatusAddress(context.Settings.BaseAddress, requestId);
    private readonly Uri _result = ModelApi.ResultAddress(context.Settings.BaseAddress, requestId);

    // deadline: until when the job is waited for; null for a single look.
    // last: what was last known of the job.
    internal async Task<(JobStatus Status, JobEnd? End)> LookAsync(JobDeadline? deadline, JobStatus? last, CancellationToken stop)
    {
        var answer = await _reads.GetAsync(_status, deadline, last, stop).ConfigureAwait(false);
        var state = ModelApi.StateOf(answer.Content!.Status);
        if (state is null or JobState.Succeeded or JobState.Failed)
        {
            // Ended, says /status; how, only /result knows.
            answer = await _reads.GetAsync(_result, deadline, last, stop).ConfigureAwait(false);
            state = ModelApi.ResultStateOf(answer.Content!);
        }

        var status = StatusOf(answer, state.Value);
        return (status, status.HasEnded ? new JobEnd(status, answer) : null);
    }

    private JobStatus StatusOf(ApiAnswer answer, JobState state) => new()
    {
        RequestId = requestId,
        State = state,
        StateText = answer.Content!.Status,
        QueuePosition = state == JobState.InQueue ? answer.Content.QueuePosition : null,
        Elapsed = context.Time.GetElapsedTime(start),
    };
}
