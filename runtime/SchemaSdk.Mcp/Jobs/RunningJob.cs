using SchemaSdk.Mcp.Consent;

namespace SchemaSdk.Mcp.Jobs;

/// <summary>A job that this process submits or waits for. It continues if the agent stops waiting.</summary>
internal sealed class RunningJob : IProgress<JobStatus>
{
    private readonly TaskCompletionSource _submitted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile JobStatus? _status;

    internal RunningJob(RunOrder? order, Func<RunningJob, Task> run)
    {
        Order = order;
        Ended = run(this);
    }

    /// <summary>The run that started the job; null if another process submitted it.</summary>
    internal RunOrder? Order { get; }

    /// <summary>Completes once the job has ended, or waiting for it has failed.</summary>
    internal Task Ended { get; }

    /// <summary>Completes once the job is accepted, or its submit has failed.</summary>
    internal Task Submitted => _submitted.Task;

    internal JobStatus? Status => _status;

    /// <summary>The result; null if the job has not ended, or did not succeed.</summary>
    internal ModelResult<JsonElement>? Result { get; set; }

    /// <summary>
    /// Why the job was not submitted, why it failed, or why this process could not wait for it; null if none of these happened.
    /// </summary>
    internal Exception? Failure { get; set; }

    internal void HasSubmitted() => _submitted.TrySetResult();

    // The first report comes as soon as the job is accepted.
    public void Report(JobStatus value)
    {
        _status = value;
        HasSubmitted();
    }
}
