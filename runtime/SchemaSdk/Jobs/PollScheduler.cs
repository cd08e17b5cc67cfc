using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>
/// Polls all jobs of a client, with one timer for polls, one for timeouts and one request budget, however many jobs there are. All calls
/// that wait for a job share its polls.
/// </summary>
/// <remarks>The lock is never held during a request or while application code handles an answer.</remarks>
internal sealed partial class PollScheduler
{
    private readonly object _gate = new();
    private readonly ServiceLine _line;
    private readonly RequestBudget _reads;
    private readonly AlarmClock _clock;
    private readonly PollPlaces _places;
    private bool _isPolling;
    private bool _isStopped;

    internal PollScheduler(ServiceLine line, RequestBudget reads)
    {
        (_line, _reads) = (line, reads);
        _clock = new AlarmClock(line.Time, OnRing);
        _places = new PollPlaces(reads, _clock);
        line.Stop.Disposed.UnsafeRegister(static scheduler => ((PollScheduler)scheduler!).Stop(), this);
    }

    internal int Waiting => _places.Waiting;

    /// <summary>
    /// Adds a waiting call. The wait ends with a change or the end of the job, at its timeout, or when it is cancelled.
    /// </summary>
    // looksNow: whether the caller wants the current state.
    internal void Add(JobFollower follower, bool looksNow)
    {
        var job = follower.Poll;
        var isLate = follower.Deadline.Remaining <= TimeSpan.Zero;
        bool isOpen;
        lock (_gate)
        {
            isOpen = !_isStopped && !_line.Stop.IsDisposed && job.End is null;
            if (isOpen && !isLate)
            {
                job.Add(follower);
                follower.EndsAt = _clock.After(follower.Deadline.Remaining);
                _ends.Add(follower, follower.EndsAt);
                LimitFirst();
                _places.Begin(job, looksNow);
            }
        }

        if (isOpen && isLate)
        {
            follower.TimeIsUp();
        }
        else if (isOpen)
        {
            Start();
        }
        else if (job.End is { } end)
        {
            follower.Tell(end);
        }
        else
        {
            follower.Cancel(new OperationCanceledException());
        }
    }

    internal void Remove(JobFollower follower)
    {
        lock (_gate)
        {
            Drop(follower);
        }

        AbortUnwanted(follower.Poll);
    }

    /// <summary>Ends all waits for a job that has ended, whichever call read the end.</summary>
    internal void End(JobPoll job, JobStatus end)
    {
        List<JobFollower> told;
        lock (_gate)
        {
            told = Take(job, new PollResult(end, default, null));
            LeaveUnwanted(job);
        }

        AbortUnwanted(job);
        told.ForEach(follower => follower.Tell(end));
    }

    private void Drop(JobFollower follower)
    {
        if (follower.EndsAt != JobFollower.Never)
        {
            follower.Poll.Remove(follower);
            _ends.Left();
        }

        LeaveUnwanted(follower.Poll);
    }

    private List<JobFollower> Take(JobPoll job, PollResult result)
    {
        var taken = job.Take(result);
        taken.ForEach(_ => _ends.Left());
        return taken;
    }

    private void LeaveUnwanted(JobPoll job)
    {
        if (!job.HasFollowers && job.Place != PollPlace.Asked)
        {
            _places.Leave(job);
        }
    }

    private void OnRing()
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            _clock.Rang();
            _places.LineUpDue();
        }

        Start();
    }

    private void AbortUnwanted(JobPoll job)
    {
        if (!IsWanted(job) && job.Turn?.Abort() is { } request)
        {
            _line.Stop.CancelAside(request);
        }
    }

    private void Stop()
    {
        List<JobFollower> stopped;
        lock (_gate)
        {
            _isStopped = true;
            _clock.Dispose();
            _limit?.CancelAfter(Timeout.InfiniteTimeSpan);
            stopped = _ends.All;
            stopped.ForEach(Drop);
        }

        stopped.ForEach(static follower => follower.Cancel(new OperationCanceledException()));
        stopped.ForEach(follower => AbortUnwanted(follower.Poll));
    }
}
