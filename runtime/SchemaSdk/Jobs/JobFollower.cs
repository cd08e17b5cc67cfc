using SchemaSdk.InFlight;
using SchemaSdk.Polling;

namespace SchemaSdk.Jobs;

/// <summary>One wait for a job: reports its changes until its end, its deadline or the caller's.</summary>
// last: what was told before.
// wantsChanges: whether anything but the end is of interest.
internal sealed class JobFollower(JobCore job, JobStatus? last, bool wantsChanges, CancellationToken cancellationToken)
    : PollWaiter(last, wantsChanges), IDisposable
{
    private readonly bool _wantsChanges = wantsChanges;
    private bool _hasPolled;
    private bool _hasEnded;

    // Whether nobody is to be told that this wait is over.
    private bool _isLeft = !job.BeginWait();

    protected override PolledJob Job => job.Polled;

    protected override PollScheduler Scheduler => job.Shared.Scheduler;

    /// <summary>Waits for the next change. What it throws is given to <see cref="LeaveAsync"/>.</summary>
    /// <returns>Null if the job has ended, and that has been told.</returns>
    internal ValueTask<JobStatus?> NextAsync()
    {
        if (_hasEnded || Last is { HasEnded: true })
        {
            return default;
        }

        if (job.End is { } end)
        {
            _hasEnded = true;
            return new ValueTask<JobStatus?>(end.Status);
        }

        cancellationToken.ThrowIfCancellationRequested();
        RequestPlace.GiveUpAround(job.Line.InFlight);
        var looksNow = _wantsChanges && !_hasPolled;
        _hasPolled = true;
        return WaitAsync(looksNow, cancellationToken);
    }

    /// <summary>Ends the wait, which an exception has ended before the job.</summary>
    /// <exception cref="ModelWaitCanceledException">It was cancelled, or the client disposed: in place of the exception.</exception>
    internal async ValueTask LeaveAsync(Exception exception)
    {
        var isStopped = exception is OperationCanceledException
            && (cancellationToken.IsCancellationRequested || job.Line.Stop.IsDisposed);
        var told = isStopped ? await job.StoppedAsync(cancellationToken).ConfigureAwait(false) : exception;
        if (!_isLeft)
        {
            _isLeft = true;
            job.EndWait(told);
        }

        if (isStopped)
        {
            throw told;
        }
    }

    /// <summary>Nobody asks for another change.</summary>
    public void Dispose()
    {
        if (!_isLeft)
        {
            job.EndWait(error: null);
        }
    }
}
