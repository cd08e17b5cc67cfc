using System.Threading.Tasks.Sources;

namespace SchemaSdk.Jobs;

/// <content>The wait for the next change.</content>
internal sealed partial class JobFollower : IValueTaskSource<JobStatus?>
{
    /// <summary>The <see cref="EndsAt"/> of a call that is not waiting.</summary>
    internal const long Never = long.MaxValue;

    private ManualResetValueTaskSourceCore<JobStatus?> _told = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private int _isTold = 1;

    internal JobPoll Poll => _job.Poll;

    /// <summary>When the wait times out, by the scheduler's clock. Guarded by the scheduler's lock.</summary>
    internal long EndsAt { get; set; } = Never;

    /// <summary>True if the wait has timed out. The job is then read once more.</summary>
    internal bool IsUp { get; private set; }

    /// <summary>Ends the wait with a status, or without one if it is null.</summary>
    internal void Tell(JobStatus? status)
    {
        if (TryTell())
        {
            _told.SetResult(status);
        }
    }

    internal void Tell(PollResult result)
    {
        if (result.Error is { } error)
        {
            Cancel(ErrorOf(error));
        }
        else
        {
            Tell(result.Status);
        }
    }

    internal void TimeIsUp()
    {
        IsUp = true;
        Tell(status: null);
    }

    internal void Cancel(Exception exception)
    {
        if (TryTell())
        {
            _told.SetException(exception);
        }
    }

    JobStatus? IValueTaskSource<JobStatus?>.GetResult(short token)
    {
        // Unregister does not wait for the callback to return. The callback itself may be the caller of this method.
        _registration.Unregister();
        var told = _told.GetResult(token);
        Last = told ?? Last;
        return told;
    }

    ValueTaskSourceStatus IValueTaskSource<JobStatus?>.GetStatus(short token) => _told.GetStatus(token);

    void IValueTaskSource<JobStatus?>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _told.OnCompleted(continuation, state, token, flags);

    private ValueTask<JobStatus?> WaitAsync(bool looksNow, CancellationToken cancellationToken)
    {
        _told.Reset();
        Volatile.Write(ref _isTold, 0);
        _job.Shared.Scheduler.Add(this, looksNow);
        _registration = cancellationToken.UnsafeRegister(static (follower, token) => ((JobFollower)follower!).Leave(token), this);
        return new ValueTask<JobStatus?>(this, _told.Version);
    }

    private Exception ErrorOf(Func<Exception> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception)
        {
            // A service's profile may throw anything while it reads an answer. That ends this wait but no other.
            return Poll.Threw(exception);
        }
    }

    private void Leave(CancellationToken token)
    {
        _job.Shared.Scheduler.Remove(this);
        Cancel(new OperationCanceledException(token));
    }

    private bool TryTell() => Interlocked.Exchange(ref _isTold, 1) == 0;
}
