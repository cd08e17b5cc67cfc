using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>One call that waits for the end of a job, or for one change of it after the other, until its time is up or it stops.</summary>
/// <remarks>One wait at a time. What is awaited is this object itself, since thousands wait at a time.</remarks>
internal sealed partial class JobFollower : IDisposable
{
    private readonly JobCore _job;
    private readonly bool _wantsChanges;
    private bool _hasPolled;
    private bool _hasEnded;
    private bool _isLeft;

    /// <summary>Begins the wait.</summary>
    // own: its time; null: that of the call that submitted the job.
    // last: what was told before.
    // wantsChanges: whether anything but the end is of interest.
    internal JobFollower(JobCore job, JobDeadline? own, JobStatus? last, bool wantsChanges)
    {
        (_job, Deadline, Last, _wantsChanges) = (job, own ?? job.Deadline, last, wantsChanges);

        // The wait for a job that has ended is not told, nor that it is over.
        _isLeft = !job.BeginWait();
    }

    /// <summary>The time of the call.</summary>
    internal JobDeadline Deadline { get; }

    /// <summary>The status that was last reported; null if none was yet.</summary>
    internal JobStatus? Last { get; private set; }

    /// <summary>Returns true if this status is one that it waits for.</summary>
    // RunAsync reports the id before any status. That first report has no text, and the same state with a text is not a change.
    internal bool Wants(JobStatus status) =>
        status.HasEnded
        || (_wantsChanges
            && (Last is null
                || Last.State != status.State
                || Last.QueuePosition != status.QueuePosition
                || (Last.StateText is not null && Last.StateText != status.StateText)));

    /// <summary>Waits for the next change. What it throws is given to <see cref="LeaveAsync"/>.</summary>
    /// <returns>Null if the job has ended, and that has been told; or if its time is up (<see cref="IsUp"/>).</returns>
    // The token comes with each call, the same each time: the caller holds it anyway, and thousands wait at a time.
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

    /// <summary>Looks once more when the time is up.</summary>
    /// <returns>The end of the job.</returns>
    /// <exception cref="ModelTimeoutException">It has not ended, or that could not be read.</exception>
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

    /// <summary>Ends the wait, which an exception has ended before the job.</summary>
    /// <exception cref="ModelWaitCanceledException">It was cancelled, or the client disposed: in place of the exception.</exception>
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

    /// <summary>Ends the wait, and leaves the event to the caller.</summary>
    internal void End()
    {
        if (!_isLeft)
        {
            _isLeft = true;
            _job.EndWait();
        }
    }

    /// <summary>The caller asks for no other change.</summary>
    public void Dispose()
    {
        if (!_isLeft)
        {
            _job.EndWait(error: null);
        }
    }
}
