using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.InFlight;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Jobs;

/// <summary>One wait for a job: reports its changes until its end, its deadline or the caller's.</summary>
internal sealed class JobFollower : PollWaiter, IDisposable
{
    private readonly JobCore _job;
    private readonly JobDeadline? _own;
    private OwnTimeout? _timeout;
    private bool _hasPolled;
    private bool _hasEnded;
    private bool _isLeft;

    /// <summary>Begins the wait.</summary>
    // own: its time; null: that of the call that submitted the job.
    // last: what was told before.
    // wantsChanges: whether anything but the end is of interest.
    internal JobFollower(JobCore job, JobDeadline? own, JobStatus? last, bool wantsChanges)
        : base(last, wantsChanges)
    {
        (_job, _own) = (job, own);

        // The wait for a job that has ended is not told, nor that it is over.
        _isLeft = !job.BeginWait();
    }

    protected override PolledJob Job => _job.Polled;

    protected override PollScheduler Scheduler => _job.Shared.Scheduler;

    /// <summary>Waits for the next change. What it throws is given to <see cref="LeaveAsync"/>.</summary>
    /// <returns>Null if the job has ended, and that has been told.</returns>
    // The token comes with each call, the same each time: whoever waits holds it anyway, and thousands wait at a time.
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

        _timeout ??= OwnTimeout.Of(_job, _own, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        RequestPlace.GiveUpAround(_job.Line.InFlight);
        var looksNow = WantsChanges && !_hasPolled;
        _hasPolled = true;
        return _timeout is null ? WaitAsync(looksNow, cancellationToken) : WaitOnAsync(_timeout, looksNow, cancellationToken);
    }

    // The time of those with whom it shares the job may be over before its own, or after.
    private async ValueTask<JobStatus?> WaitOnAsync(OwnTimeout time, bool looksNow, CancellationToken cancellationToken)
    {
        while (!time.IsOver)
        {
            try
            {
                return await WaitAsync(looksNow, time.Stop).ConfigureAwait(false);
            }
            catch (ModelTimeoutException) when (time.Remaining > TimeSpan.Zero)
            {
                _job.Prolong(time.Remaining);
                looksNow = false;
            }
            catch (OperationCanceledException)
                when (time.IsOver && !cancellationToken.IsCancellationRequested && !_job.Line.Stop.IsDisposed)
            {
                // One more look, as at the end of the time of a job that is not shared.
            }
        }

        return await LastLookAsync(time, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JobStatus> LastLookAsync(OwnTimeout time, CancellationToken cancellationToken)
    {
        var text = Last?.StateText;
        ModelUnavailableException? failure = null;
        try
        {
            var status = await _job.LookAsync(budget: TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            if (status.HasEnded)
            {
                return status;
            }

            text = status.StateText;
        }
        catch (ModelUnavailableException exception)
        {
            failure = exception;
        }

        throw _job.Errors.TimedOut(time.Timeout, text, new ReadFailure(failure?.InnerException, failure?.ResponseHeaders));
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

    /// <summary>Ends the wait. Whoever calls tells of it afterwards.</summary>
    internal void End()
    {
        if (!_isLeft)
        {
            _isLeft = true;
            _job.EndWait();
        }
    }

    /// <summary>Nobody asks for another change.</summary>
    public void Dispose()
    {
        _timeout?.Dispose();
        if (!_isLeft)
        {
            _job.EndWait(error: null);
        }
    }
}
