using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>A call that waits for the end of a job, or for each of its changes, until the call times out or is stopped.</summary>
/// <remarks>It waits for one change at a time, and is its own awaitable because thousands of calls may wait.</remarks>
internal sealed partial class JobFollower : IDisposable
{
    private readonly JobCore _job;
    private readonly bool _wantsChanges;
    private bool _hasPolled;
    private bool _hasEnded;
    private bool _isLeft;

    // own: the timeout of the call; null to use that of the call that submitted the job.
    // last: the status that was last reported.
    // wantsChanges: false if the call waits only for the end.
    internal JobFollower(JobCore job, JobDeadline? own, JobStatus? last, bool wantsChanges)
    {
        (_job, Deadline, Last, _wantsChanges) = (job, own ?? job.Deadline, last, wantsChanges);

        // The wait for a job that has already ended is not reported.
        _isLeft = !job.BeginWait();
    }

    internal JobDeadline Deadline { get; }

    /// <summary>The status that was last reported; null if there is none.</summary>
    internal JobStatus? Last { get; private set; }

    /// <summary>Returns true if the call reports this status.</summary>
    // RunAsync reports the request id before it reads a status. That first report has no text, so the first text is not a change.
    internal bool Wants(JobStatus status) =>
        status.HasEnded
        || (_wantsChanges
            && (Last is null
                || Last.State != status.State
                || Last.QueuePosition != status.QueuePosition
                || (Last.StateText is not null && Last.StateText != status.StateText)));

    /// <summary>Waits for the next change. If it throws, pass the exception to <see cref="LeaveAsync"/>.</summary>
    /// <returns>Null at the timeout (<see cref="IsUp"/>), or if the end of the job was already returned.</returns>
    // Each call passes the same token. It is a parameter, so that thousands of followers need not store it.
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

    /// <summary>Reads the job once more at the timeout, and returns its end.</summary>
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
    /// <exception cref="ModelWaitCanceledException">
    /// Replaces the exception if the wait was cancelled or the client was disposed.
    /// </exception>
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

    /// <summary>Ends the wait without reporting it; the caller reports the event itself.</summary>
    internal void End()
    {
        if (!_isLeft)
        {
            _isLeft = true;
            _job.EndWait();
        }
    }

    public void Dispose()
    {
        if (!_isLeft)
        {
            _job.EndWait(error: null);
        }
    }
}
