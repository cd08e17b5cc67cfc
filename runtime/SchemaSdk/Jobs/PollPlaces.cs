using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>Every job of a scheduler at its place. Not for use by several threads at once.</summary>
internal sealed class PollPlaces(RequestBudget reads, AlarmClock clock)
{
    /// <summary>The number of waiting jobs from which on those that are due within a moment are polled together.</summary>
    // To wake for each would cost more than the poll.
    private const int Many = 64;
    private const long Moment = 16 * TimeSpan.TicksPerMillisecond;

    private readonly DueQueue<JobPoll> _waiting = new(static (job, due) => job.Place == PollPlace.Waiting && job.Due == due);

    // A job that has left leaves its entry behind.
    private readonly Queue<JobPoll> _due = new();

    /// <summary>The number of jobs that wait for their time.</summary>
    internal int Waiting => _waiting.Count;

    /// <summary>The first in line; null if no job is due.</summary>
    internal JobPoll? FirstDue
    {
        get
        {
            while (_due.TryPeek(out var job))
            {
                if (job.Place == PollPlace.Due)
                {
                    return job;
                }

                _due.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Puts a job where it waits for the first poll of a wait, unless it waits for one that comes as early.</summary>
    // looksNow: whether the present state is asked for.
    internal void Begin(JobPoll job, bool looksNow)
    {
        if (job.Place != PollPlace.Idle && (job.Place != PollPlace.Waiting || !looksNow || job.IsFailing))
        {
            return;
        }

        Leave(job);
        var now = clock.Now;
        var first = clock.After(job.Begin(looksNow));

        // Between two changes that it was told of, a job keeps its rhythm.
        job.Wanted = Math.Max(!job.IsKnown || looksNow ? first : job.Wanted, now);
        if (job.Wanted > now)
        {
            Wait(job, job.Wanted);
        }
        else
        {
            Line(job);
        }
    }

    /// <summary>Lets a job wait for its next poll.</summary>
    internal void Wait(JobPoll job, long due)
    {
        Leave(job);
        job.Due = Math.Min(Waiting < Many ? due : (due + Moment - 1) / Moment * Moment, job.Last?.EndsAt ?? JobFollower.Never);
        job.Place = PollPlace.Waiting;
        _waiting.Add(job, job.Due);
        clock.Ring(job.Due);
    }

    internal void Leave(JobPoll job)
    {
        var wasWaiting = job.Place == PollPlace.Waiting;
        job.Place = PollPlace.Idle;
        if (wasWaiting)
        {
            _waiting.Left();
        }
    }

    /// <summary>Puts those in line whose time has come, and rings for the next.</summary>
    internal void LineUpDue()
    {
        while (_waiting.TakeDue(clock.Now) is { } job)
        {
            // One whose time is up is looked at once more by the calls that wait.
            if (job.Last?.EndsAt <= clock.Now)
            {
                Leave(job);
            }
            else
            {
                Line(job);
            }
        }

        clock.Ring(_waiting.Next);
    }

    /// <summary>Takes out the first in line that may be asked for now, if there is one.</summary>
    internal JobPoll? TakeDue()
    {
        while (FirstDue is { } job)
        {
            if (job.Asked is var asked && asked > TimeSpan.Zero)
            {
                Wait(job, clock.After(asked));
            }
            else if (reads.TryTake() is var turn && turn > TimeSpan.Zero)
            {
                clock.Ring(clock.After(turn));
                return null;
            }
            else
            {
                job.Place = PollPlace.Asked;
                return job;
            }
        }

        return null;
    }

    private void Line(JobPoll job)
    {
        Leave(job);
        job.Place = PollPlace.Due;
        _due.Enqueue(job);
    }
}
