using System.Runtime.CompilerServices;
using SchemaSdk.Events;

namespace SchemaSdk.Jobs;

/// <summary>A job at the service with its output.</summary>
/// <param name="core">The job itself, which calls with the same key share.</param>
/// <param name="options">Those of the call that made this one.</param>
/// <param name="read">Reads its output.</param>
internal sealed class ServiceJob<TOutput>(JobCore core, RunOptions? options, OutputParser<TOutput> read) : ModelJob<TOutput>
{
    private ModelResult<TOutput>? _result;

    private JobCore Core => core;

    private RunOptions? Options => options;

    /// <inheritdoc />
    public override string ModelId => core.ModelId;

    /// <inheritdoc />
    public override string RequestId => core.RequestId;

    /// <inheritdoc />
    public override async Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        if (core.End is { } known)
        {
            return known.Status;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, core.Ended);
        using var end = core.Line.Stop.EndWithClient(stop);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            return await new JobLook(core).LookAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return cancellationToken.IsCancellationRequested ? throw core.Errors.WaitCanceled(outcome: null, cancellationToken)
                : core.Line.Stop.IsDisposed ? throw core.Errors.Disposed()
                : core.End!.Status;
        }
        catch (Exception exception) when (exception is not ModelException)
        {
            throw core.Errors.CallThrew(exception);
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<JobStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var follower = new JobFollower(core, OwnTimeout.Of(core, options, cancellationToken), last: null, wantsChanges: true);
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

    /// <inheritdoc />
    public override Task<ModelResult<TOutput>> WaitAsync(IProgress<JobStatus>? progress, CancellationToken cancellationToken = default) =>
        WaitAsync(new ValueTask<ServiceJob<TOutput>>(this), isNew: false, progress ?? options?.Progress, cancellationToken);

    /// <summary>Tells the id of a job as soon as it is submitted, then waits.</summary>
    internal static Task<ModelResult<TOutput>> RunAsync(
        ValueTask<ServiceJob<TOutput>> starting, IProgress<JobStatus>? progress, CancellationToken cancellationToken) =>
        WaitAsync(starting, isNew: true, progress, cancellationToken);

    /// <summary>The job itself, unless the caller stopped while it was submitted: then nobody would be left to use it.</summary>
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
            // It was accepted when those that nobody waits for had been let go.
            core.Leave(error: null);
        }

        core.Release();
        return this;
    }

    /// <inheritdoc />
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

    // Static, and one method from the submit on: with thousands of waiting jobs, each method that is under way costs one more object.
    private static async Task<ModelResult<TOutput>> WaitAsync(
        ValueTask<ServiceJob<TOutput>> starting, bool isNew, IProgress<JobStatus>? progress, CancellationToken cancellationToken)
    {
        var job = await starting.ConfigureAwait(false);

        // It holds on to all that the submit consisted of.
        starting = default;
        using var follower = job.Follow(isNew, progress, cancellationToken);
        while (true)
        {
            JobStatus? status;
            try
            {
                status = await follower.NextAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                await follower.LeaveAsync(exception, job.Options, cancellationToken).ConfigureAwait(false);
                throw;
            }

            if (status is null)
            {
                return job.Result(await job.Core.RecordedAsync(cancellationToken).ConfigureAwait(false));
            }

            job.Report(progress, status);
        }
    }

    private JobFollower Follow(bool isNew, IProgress<JobStatus>? progress, CancellationToken cancellationToken)
    {
        var accepted = isNew && progress is not null && core.End is null
            ? new JobStatus { RequestId = RequestId, Key = core.Lines?.Key, State = JobState.InQueue }
            : null;
        if (accepted is not null)
        {
            Report(progress, accepted);
        }

        return new JobFollower(core, OwnTimeout.Of(core, options, cancellationToken), accepted, wantsChanges: progress is not null);
    }

    private ModelResult<TOutput> Result(Exception? downloadError)
    {
        var end = core.End!;
        Exception? error = end.Status.State switch
        {
            JobState.Failed => core.Errors.Failed(end.Answer),
            JobState.Canceled => core.Errors.Canceled(end.Answer),
            _ => null,
        };
        var result = error is null ? OutputOf(end, downloadError) : null;
        core.Tell(new JobEvent(JobMoment.Delivered, core) { Status = end.Status, Answer = end.Answer, Error = error });
        return result ?? throw error!;
    }

    // What cannot be read is not delivered: whoever waited leaves without it. What lacks its files is not for those who come later.
    private ModelResult<TOutput> OutputOf(JobEnd end, Exception? downloadError)
    {
        try
        {
            return downloadError is not null
                ? ResultOf(end, downloadError)
                : Volatile.Read(ref _result) ?? Interlocked.CompareExchange(ref _result, ResultOf(end, null), null) ?? _result!;
        }
        catch (ModelException unread)
        {
            core.Tell(new JobEvent(JobMoment.Left, core) { Status = end.Status, Answer = end.Answer, Error = unread });
            throw;
        }
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

    private ModelResult<TOutput> ResultOf(JobEnd end, Exception? downloadError)
    {
        var content = end.Answer.Content!;
        if (content.Output.IsEmpty)
        {
            throw core.Errors.NoOutput(end.Answer, cause: null);
        }

        try
        {
            return new ModelResult<TOutput>(read(content.Output), ModelId, RequestId, end.Answer.Body)
            {
                Key = core.Lines?.Key,
                CreatedAt = content.CreatedAt,
                FinishedAt = content.FinishedAt,
                CostUsd = content.CostUsd,
                ResponseHeaders = end.Answer.Headers,
                DownloadError = downloadError,
            };
        }
        catch (Exception exception)
        {
            throw core.Errors.NoOutput(end.Answer, exception);
        }
    }
}
