using System.Runtime.CompilerServices;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>A job at the service with its typed output.</summary>
// core: the job itself, which calls with the same key share.
// own: the timeout of the call that created this object; null if that call submitted the job, whose timeout then applies.
internal sealed partial class ServiceJob<TOutput>(JobCore core, RunOptions? options, JobDeadline? own, OutputParser<TOutput> read)
    : ModelJob<TOutput>
{
    private JobCore Core => core;

    private RunOptions? Options => options;

    public override string ModelId => core.ModelId;

    public override string RequestId => core.RequestId;

    public override ModelJobHandle Handle => new()
    {
        Service = core.Line.Settings.Service.Names.Name,
        ModelId = ModelId,
        RequestId = RequestId,
        Key = core.OwnKey ?? core.GivenHandle?.Key,
        Customer = options?.Customer ?? core.GivenHandle?.Customer,
    };

    public override Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        core.LookAsync(core.Line.Settings.ReadBudget, cancellationToken);

    public override async IAsyncEnumerable<JobStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var follower = new JobFollower(core, own, last: null, wantsChanges: true);
        while (true)
        {
            JobStatus? status;
            try
            {
                status = await follower.NextAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                await follower.LeaveAsync(exception, options, cancellationToken).ConfigureAwait(false);
                throw;
            }

            if (status is null)
            {
                yield break;
            }

            yield return status;
        }
    }

    public override Task<ModelResult<TOutput>> WaitAsync(IProgress<JobStatus>? progress, CancellationToken cancellationToken = default) =>
        WaitAsync(new ValueTask<ServiceJob<TOutput>>(this), isNew: false, progress ?? options?.Progress, cancellationToken);

    /// <summary>Reports the request id as soon as the job is submitted, then waits.</summary>
    internal static Task<ModelResult<TOutput>> RunAsync(
        ValueTask<ServiceJob<TOutput>> starting, IProgress<JobStatus>? progress, CancellationToken cancellationToken) =>
        WaitAsync(starting, isNew: true, progress, cancellationToken);

    /// <summary>Returns the job. Throws if the caller stopped during the submit, because then no caller uses the job.</summary>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled while the submit was in flight.</exception>
    internal async Task<ServiceJob<TOutput>> UnlessStoppedAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            var stopped = await core.StoppedAsync(options, cancellationToken).ConfigureAwait(false);
            core.Leave(stopped);
            throw stopped;
        }

        if (core.Line.Stop.IsDisposed)
        {
            // The job was accepted only after the disposed client had released the jobs without a waiter.
            core.Leave(error: null);
        }

        core.Release();
        return this;
    }

    public override async Task<CancelOutcome> CancelAsync(CancellationToken cancellationToken = default)
    {
        if (core.End is { } end)
        {
            return end.Status.State == JobState.Canceled ? CancelOutcome.Canceled : CancelOutcome.NotCancelable;
        }

        try
        {
            return await core.Shared.Cancels.AskAsync(core, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw cancellationToken.IsCancellationRequested
                ? core.Errors.WaitCanceled(CancelOutcome.Unconfirmed, cancellationToken)
                : core.Errors.Disposed();
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw core.Errors.CallThrew(exception);
        }
    }

    // One static method does everything from the submit on, because each further async method costs one more object per waiting job.
    private static async Task<ModelResult<TOutput>> WaitAsync(
        ValueTask<ServiceJob<TOutput>> starting, bool isNew, IProgress<JobStatus>? progress, CancellationToken cancellationToken)
    {
        var job = await starting.ConfigureAwait(false);

        // Cleared, because the task would otherwise keep in memory everything that the submit needed.
        starting = default;
        using var follower = job.Follow(isNew, progress);
        while (true)
        {
            JobStatus? status;
            try
            {
                status = await follower.NextAsync(cancellationToken).ConfigureAwait(false);
                if (status is not null)
                {
                    job.Report(progress, status);
                }
            }
            catch (OperationCanceledException) when (job.Core.End is not null)
            {
                // The job ended just before the wait was stopped. Its result is available and charged, so it is returned.
                continue;
            }
            catch (Exception exception)
            {
                await follower.LeaveAsync(exception, job.Options, cancellationToken).ConfigureAwait(false);
                throw;
            }

            if (status is null)
            {
                var files = await job.Core.RecordedAsync(follower.Deadline, cancellationToken).ConfigureAwait(false);
                return job.Result(follower, files);
            }
        }
    }

    private JobFollower Follow(bool isNew, IProgress<JobStatus>? progress)
    {
        var accepted = isNew && progress is not null && core.End is null
            ? new JobStatus { RequestId = RequestId, Key = core.Ledger?.Key, State = JobState.InQueue }
            : null;
        if (accepted is not null)
        {
            try
            {
                Report(progress, accepted);
            }
            catch (ModelException thrown)
            {
                // Starts the wait and ends it immediately. Otherwise, no observer would learn that the caller has left the job.
                if (core.BeginWait())
                {
                    core.EndWait(thrown);
                }
                else
                {
                    core.Release();
                }

                throw;
            }
        }

        return new JobFollower(core, own, accepted, wantsChanges: progress is not null);
    }

    private void Report(IProgress<JobStatus>? progress, JobStatus status)
    {
        try
        {
            progress?.Report(status);
        }
        catch (Exception exception)
        {
            throw core.Errors.ProgressThrew(exception);
        }
    }
}
