using System.Threading.Tasks.Sources;

namespace SchemaSdk.Jobs;

/// <content>One wait after the other.</content>
internal sealed partial class JobFollower : IValueTaskSource<JobStatus?>
{
    /// <summary>The time at which a call ends that does not wait.</summary>
    internal const long Never = long.MaxValue;

    private ManualResetValueTaskSourceCore<JobStatus?> _told = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private int _isTold = 1;

    /// <summary>The poll of the job, which all calls that wait share.</summary>
    internal JobPoll Poll => _job.Poll;

    /// <summary>The time at which the wait ends, by the scheduler's clock and guarded by its lock.</summary>
    internal long EndsAt { get; set; } = Never;

    /// <summary>True if the wait has ended because its time is up: then the job is looked at once more.</summary>
    internal bool IsUp { get; private set; }

    /// <summary>Ends the wait with a status; null: with none.</summary>
    internal void Tell(JobStatus? status)
    {
        if (TryTell())
        {
            _told.SetResult(status);
        }
    }

    /// <summary>Ends the wait with the outcome of a poll.</summary>
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

    /// <summary>Its time is up.</summary>
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
        // Not awaited: the callback may be what this is called by.
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
            // Whatever the profile of a service makes of the words of an answer: that ends this wait, and no other.
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
