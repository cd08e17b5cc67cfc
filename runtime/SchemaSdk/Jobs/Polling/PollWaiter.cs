using System.Threading.Tasks.Sources;

namespace SchemaSdk.Jobs.Polling;

/// <summary>Somebody who waits for the end of a job, or for one change of it after the other.</summary>
/// <remarks>One wait at a time. What is awaited is this object itself, since thousands wait at a time.</remarks>
// last: what was told before; null: nothing yet.
// wantsChanges: whether anything but the end is of interest.
internal abstract class PollWaiter(JobStatus? last, bool wantsChanges) : IValueTaskSource<JobStatus?>
{
    private ManualResetValueTaskSourceCore<JobStatus?> _told = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private int _isTold = 1;

    /// <summary>True if anything but the end is of interest.</summary>
    protected bool WantsChanges { get; } = wantsChanges;

    /// <summary>The status that was last reported; null if none was yet.</summary>
    internal JobStatus? Last { get; private set; } = last;

    /// <summary>The job that it waits for.</summary>
    protected abstract PolledJob Job { get; }

    /// <summary>The scheduler that polls the job.</summary>
    protected abstract PollScheduler Scheduler { get; }

    /// <summary>Returns true if this status is one that it waits for.</summary>
    // RunAsync reports the id before any status. That first report has no text, and the same state with a text is not a change.
    internal bool Wants(JobStatus status) =>
        status.HasEnded
        || (WantsChanges
            && (Last is null
                || Last.State != status.State
                || Last.QueuePosition != status.QueuePosition
                || (Last.StateText is not null && Last.StateText != status.StateText)));

    /// <summary>Waits for the next.</summary>
    // looksNow: whether the present state is asked for.
    protected ValueTask<JobStatus?> WaitAsync(bool looksNow, CancellationToken cancellationToken)
    {
        _told.Reset();
        Volatile.Write(ref _isTold, 0);
        Scheduler.Add(Job, this, looksNow);
        _registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((PollWaiter)waiter!).Leave(token), this);
        return new ValueTask<JobStatus?>(this, _told.Version);
    }

    /// <summary>It is told of the job.</summary>
    internal void Tell(JobStatus status)
    {
        if (TryTell())
        {
            _told.SetResult(status);
        }
    }

    /// <summary>The client is disposed.</summary>
    internal void Cancel() => Cancel(new OperationCanceledException());

    /// <summary>It is told what came of a poll.</summary>
    internal void Tell(PollResult result)
    {
        if (result.Error is { } error)
        {
            Cancel(Made(Job, error));
        }
        else
        {
            Tell(result.Status!);
        }
    }

    JobStatus? IValueTaskSource<JobStatus?>.GetResult(short token)
    {
        // Not awaited: the callback may be what this is called by.
        _registration.Unregister();
        return Last = _told.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<JobStatus?>.GetStatus(short token) => _told.GetStatus(token);

    void IValueTaskSource<JobStatus?>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _told.OnCompleted(continuation, state, token, flags);

    private static Exception Made(PolledJob job, Func<Exception> error)
    {
        try
        {
            return error();
        }
        catch (Exception exception)
        {
            // Whatever the profile of a service makes of the words of an answer: that ends this wait, and no worker.
            return job.Threw(exception);
        }
    }

    private void Cancel(Exception exception)
    {
        if (TryTell())
        {
            _told.SetException(exception);
        }
    }

    private void Leave(CancellationToken token)
    {
        Scheduler.Remove(Job, this);
        Cancel(new OperationCanceledException(token));
    }

    private bool TryTell() => Interlocked.Exchange(ref _isTold, 1) == 0;
}
