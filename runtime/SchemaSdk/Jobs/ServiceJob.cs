namespace SchemaSdk.Jobs;

/// <summary>A job at the service with its typed output.</summary>
// core: the job itself. Calls with the same key share it. deadline: limits the waits of the call that created this object.
internal sealed class ServiceJob<TOutput>(JobCore core, RunOptions? options, JobDeadline deadline, OutputParser<TOutput> read)
    : ModelJob<TOutput>
{
    private ModelResult<TOutput>? _result;

    private JobCore Core => core;

    private RunOptions? Options => options;

    private JobDeadline Deadline => deadline;

    public override string ModelId => core.ModelId;

    public override string RequestId => core.RequestId;

    public override ModelJobHandle Handle => new()
    {
        Service = core.Access.Settings.Service.Names.Name,
        ModelId = ModelId,
        RequestId = RequestId,
        Key = core.OwnKey ?? core.GivenKey,
        Customer = options?.Customer ?? core.Customer,
    };

    /// <summary>Returns the submitted job, or throws if the caller cancelled during the submit.</summary>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled while the submit was in flight.</exception>
    internal static async Task<ModelJob<TOutput>> SubmitAsync(ValueTask<ServiceJob<TOutput>> starting, CancellationToken cancellationToken)
    {
        var job = await starting.ConfigureAwait(false);
        var stopped = !cancellationToken.IsCancellationRequested ? null
            : await job.Core.StoppedAsync(job.Options, cancellationToken).ConfigureAwait(false);
        if (stopped is not null || job.Core.Access.Stop.IsDisposed)
        {
            // Ends the job's telemetry. Otherwise, it would stay open if the client was disposed during the submit.
            job.Core.Leave(stopped);
        }

        job.Core.Release();
        return stopped is null ? job : throw stopped;
    }

    /// <summary>Reports the request id as soon as the job is submitted, then waits.</summary>
    internal static Task<ModelResult<TOutput>> RunAsync(
        ValueTask<ServiceJob<TOutput>> starting, IProgress<JobStatus>? progress, CancellationToken cancellationToken) =>
        WaitAsync(starting, isNew: true, progress, cancellationToken);

    public override Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        core.LookAsync(core.Access.Settings.ReadBudget, cancellationToken);

    public override async IAsyncEnumerable<JobStatus> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var follower = JobFollower.Start(core, deadline, options, last: null, wantsChanges: true);
        while (await follower.NextAsync(cancellationToken).ConfigureAwait(false) is { } status)
        {
            yield return status;
        }
    }

    public override Task<ModelResult<TOutput>> WaitAsync(IProgress<JobStatus>? progress, CancellationToken cancellationToken = default) =>
        WaitAsync(new ValueTask<ServiceJob<TOutput>>(this), isNew: false, progress ?? options?.Progress, cancellationToken);

    public override Task<CancelOutcome> CancelAsync(CancellationToken cancellationToken = default) => core.End is { } end
        ? Task.FromResult(end.State == JobState.Canceled ? CancelOutcome.Canceled : CancelOutcome.NotCancelable)
        : core.CancelAsync(cancellationToken);

    // One async method for the submit and the wait, because each further one costs one more object per waiting job.
    private static async Task<ModelResult<TOutput>> WaitAsync(
        ValueTask<ServiceJob<TOutput>> starting, bool isNew, IProgress<JobStatus>? progress, CancellationToken cancellationToken)
    {
        var job = await starting.ConfigureAwait(false);

        // The task is cleared, because it would otherwise keep in memory everything that the submit needed.
        starting = default;
        var accepted = isNew && progress is not null && job.Core.End is null
            ? new JobStatus { RequestId = job.RequestId, Key = job.Core.Ledger?.Key, State = JobState.InQueue } : null;
        using var follower = JobFollower.Start(job.Core, job.Deadline, job.Options, accepted, wantsChanges: progress is not null);
        job.Report(follower, progress, accepted);
        while (await follower.NextAsync(cancellationToken).ConfigureAwait(false) is { } status)
        {
            job.Report(follower, progress, status);
        }

        job.Options?.Turn?.Ended();   // the job takes up no slot at the service while its files are downloaded
        var files = await job.Core.RecordedAsync(follower.Deadline, cancellationToken).ConfigureAwait(false);
        return job.Result(follower, files);
    }

    private void Report(JobFollower follower, IProgress<JobStatus>? progress, JobStatus? status)
    {
        try
        {
            if (status is not null)
            {
                progress?.Report(status);
            }
        }
        catch (Exception exception)
        {
            var error = core.Errors.ProgressThrew(exception);
            follower.Leave(error);
            throw error;
        }
    }

    private ModelResult<TOutput> Result(JobFollower follower, DownloadedFiles files)
    {
        var (end, answer) = (core.End!, core.EndAnswer!);
        Exception? error = end.State switch
        {
            JobState.Failed => core.Errors.Failed(answer),
            JobState.Canceled => core.Errors.Canceled(answer),
            _ => null,
        };
        ModelResult<TOutput>? result = null;
        try
        {
            // A result with missing files is not kept, because a later call can still download the files.
            result = error is not null ? null
                : files.Error is not null ? ResultOf(answer, files)
                : Volatile.Read(ref _result) ?? Interlocked.CompareExchange(ref _result, ResultOf(answer, files), null) ?? _result!;
        }
        catch (ModelException unread)
        {
            // The output is missing or cannot be parsed, but the job succeeded, so the wait ends without an error.
            follower.Leave(error: null);
            core.Tell(new JobEvent(JobMoment.Left, core) { Status = end, Answer = answer, Error = unread });
            throw;
        }

        core.Tell(new JobEvent(JobMoment.Delivered, core) { Status = end, Answer = answer, Error = error });
        return result ?? throw error!;
    }

    private ModelResult<TOutput> ResultOf(ApiAnswer answer, DownloadedFiles files)
    {
        var content = answer.Content!;
        if (content.Output.IsEmpty)
        {
            throw core.Errors.NoOutput(answer, cause: null);
        }

        try
        {
            return new ModelResult<TOutput>(read(content.Output), ModelId, RequestId)
            {
                Body = answer.Body,
                Key = core.Ledger?.Key,
                CreatedAt = content.CreatedAt,
                FinishedAt = content.FinishedAt,
                CostUsd = content.CostUsd,
                ResponseHeaders = answer.Headers,
                DownloadError = files.Error,
                DownloadedFiles = files.Paths,
            };
        }
        catch (Exception exception)
        {
            throw core.Errors.NoOutput(answer, exception);
        }
    }
}

/// <summary>Parses an output. The output may keep a reference to the JSON, whose bytes must not be modified after the call.</summary>
internal delegate TOutput OutputParser<out TOutput>(ReadOnlyMemory<byte> output);
