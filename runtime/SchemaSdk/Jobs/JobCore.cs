using SchemaSdk.Errors;
using SchemaSdk.Settings;

namespace SchemaSdk.Jobs;

/// <summary>A job at the service, whatever its output: its id, its time, and how it ended once that is known.</summary>
internal sealed class JobCore
{
    private readonly RunOptions _options;
    private readonly TimeSpan _timeout;
    private readonly JobLook _look;
    private readonly long _start;
    private readonly bool _isAttached;

    // It has no timer and no handle: nothing to dispose of.
    private readonly CancellationTokenSource _ended = new();
    private JobDeadline? _deadline;
    private JobEnd? _end;

    // acceptedAt: when the submit was accepted; null for a job that is attached to.
    internal JobCore(ClientContext context, string modelId, string requestId, RunOptions? options, long? acceptedAt)
    {
        Context = context;
        ModelId = modelId;
        RequestId = requestId;
        Errors = new JobErrors(modelId, requestId);
        Cancel = new JobCancel(context, modelId, requestId);
        _options = options ?? new RunOptions();
        _timeout = TimeoutOf(context, options);
        _start = acceptedAt ?? context.Time.GetTimestamp();
        _isAttached = acceptedAt is null;
        _look = new JobLook(context, modelId, requestId, _start);
    }

    internal ClientContext Context { get; }

    internal string ModelId { get; }

    internal string RequestId { get; }

    internal JobErrors Errors { get; }

    internal JobCancel Cancel { get; }

    internal IProgress<JobStatus>? Progress => _options.Progress;

    /// <summary>How it ended; null while that is not known.</summary>
    internal JobEnd? End => Volatile.Read(ref _end);

    /// <summary>Cancelled once that is known, for those who are still asking.</summary>
    internal CancellationToken Ended => _ended.Token;

    /// <exception cref="ArgumentOutOfRangeException">The job's timeout is one that no timer can keep.</exception>
    internal static TimeSpan TimeoutOf(ClientContext context, RunOptions? options) =>
        options?.JobTimeout is { } timeout ? ClientSettings.Positive(timeout, nameof(RunOptions.JobTimeout)) : context.Settings.JobTimeout;

    /// <summary>The deadline of every wait: from the submit, or from the first wait of an attached job.</summary>
    internal JobDeadline StartDeadline() =>
        Volatile.Read(ref _deadline)
        ?? Interlocked.CompareExchange(ref _deadline, NewDeadline(), null)
        ?? _deadline!;

    internal async Task<JobStatus> LookAsync(JobDeadline? deadline, JobStatus? last, CancellationToken stop)
    {
        var (status, end) = await _look.LookAsync(deadline, last, stop).ConfigureAwait(false);
        if (end is not null && Interlocked.CompareExchange(ref _end, end, null) is null)
        {
            Log.Ended(Context.Settings.Log, RequestId, status.State, status.Elapsed);

            // Not here: what other callers do next is no part of this call.
            _ = _ended.CancelAsync();
        }

        return End?.Status ?? status;
    }

    /// <summary>What a stopped wait throws, after it cancelled the job if the caller wanted that.</summary>
    internal async Task<ModelWaitCanceledException> StoppedAsync(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            return Errors.Disposed();
        }

        CancelOutcome? outcome = _options.OnCancel == CancelBehavior.CancelJob
            ? await Cancel.TryAsync().ConfigureAwait(false)
            : null;
        return Errors.WaitCanceled(outcome, cancellationToken);
    }

    private JobDeadline NewDeadline() => new(Context.Time, _isAttached ? Context.Time.GetTimestamp() : _start, _timeout);
}
