using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>A call that waits for the end of a job, or for its changes one by one, until its timeout or until it is stopped.</summary>
/// <remarks>It makes one wait at a time. The object itself can be awaited, because thousands of calls may wait.</remarks>
internal sealed partial class JobFollower : IDisposable
{
    private readonly JobCore _job;
    private readonly bool _wantsChanges;
    private bool _hasPolled;
    private bool _hasEnded;
    private bool _isLeft;

    /// <summary>Starts the wait.</summary>
    // own: the timeout of the call; null: that of the call that submitted the job.
    // last: the status that was last reported.
    // wantsChanges: whether the call wants other changes than the end.
    internal JobFollower(JobCore job, JobDeadline? own, JobStatus? last, bool wantsChanges)
    {
        (_job, Deadline, Last, _wantsChanges) = (job, own ?? job.Deadline, last, wantsChanges);

        // For a job that has ended, neither the start nor the end of the wait is reported.
        _isLeft = !job.BeginWait();
    }

    /// <summary>The timeout of the call.</summary>
    internal JobDeadline Deadline { get; }

    /// <summary>The status that was last reported; null if there is none.</summary>
    internal JobStatus? Last { get; private set; }

    /// <summary>Returns true if the call waits for this status.</summary>
    // RunAsync reports the id before any status. That first report has no text, and the same state with a text is not a change.
    internal bool Wants(JobStatus status) =>
        status.HasEnded
        || (_wantsChanges
            && (Last is null
                || Last.State != status.State
                || Last.QueuePosition != status.QueuePosition
                || (Last.StateText is not null && Last.StateText != status.StateText)));

    /// <summary>Waits for the next change. Pass an exception of it to <see cref="LeaveAsync"/>.</summary>
    /// <returns>Null if the job's end was already returned, or at the timeout (<see cref="IsUp"/>).</returns>
    // Each call passes the same token. The caller has it anyway, and thousands of waits need not keep it.
    internal ValueTask<JobStatus?> NextAsync(CancellationToken cancellationToken)
    {
        if (_hasEnded || Last is { HasEnded: true })
        {
            return default;
        }

        if (_job.End is { } end)
        {
            _hasEnded = true;
            return new ValueTask<JobStatus?>(end.Status);
        }

        cancellationToken.ThrowIfCancellationRequested();
        RequestPlace.GiveUpAround(_job.Line.InFlight);
        var looksNow = _wantsChanges && !_hasPolled;
        _hasPolled = true;
        return WaitAsync(looksNow, cancellationToken);
    }

    /// <summary>Reads the job once more at the timeout.</summary>
    /// <returns>The end of the job.</returns>
    /// <exception cref="ModelTimeoutException">The job has not ended, or could not be read.</exception>
    internal async Task<JobStatus> LastLookAsync(CancellationToken cancellationToken)
    {
        IsUp = false;
        var text = _job.Poll.LastText;
        ModelUnavailableException? failure = null;
        try
        {
            var status = await _job.LookAsync(budget: TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            if (status.HasEnded)
            {
                return Last = status;
            }

            text = status.StateText;
        }
        catch (ModelUnavailableException exception)
        {
            failure = exception;
        }

        throw _job.Errors.TimedOut(Deadline.Timeout, text, failure, _job.Poll.WhyLate);
    }

    /// <summary>Ends the wait because of an exception.</summary>
    /// <exception cref="ModelWaitCanceledException">The wait was cancelled, or the client disposed. Replaces the exception.</exception>
    internal async ValueTask LeaveAsync(Exception exception, RunOptions? options, CancellationToken cancellationToken)
    {
        var isStopped = exception is OperationCanceledException
            && (cancellationToken.IsCancellationRequested || _job.Line.Stop.IsDisposed);
        var told = isStopped ? await _job.StoppedAsync(options, cancellationToken).ConfigureAwait(false) : exception;
        if (!_isLeft)
        {
            _isLeft = true;
            _job.EndWait(told);
        }

        if (isStopped)
        {
            throw told;
        }
    }

    /// <summary>Ends the wait without an event, which the caller reports.</summary>
    internal void End()
    {
        if (!_isLeft)
        {
            _isLeft = true;
            _job.EndWait();
        }
    }

    /// <summary>Ends the wait if the caller has not done so.</summary>
    public void Dispose()
    {
        if (!_isLeft)
        {
            _job.EndWait(error: null);
        }
    }
}
