using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs;

/// <summary>The jobs of a scheduler by their scheduling state. Not thread-safe.</summary>
internal sealed class PollPlaces(RequestBudget reads, AlarmClock clock)
{
    // From this many waiting jobs on, those that are due within a moment are polled together: a separate wake-up costs more than a poll.
    private const int Many = 64;
    private const long Moment = 16 * TimeSpan.TicksPerMillisecond;

    private readonly DueQueue<JobPoll> _waiting = new(static (job, due) => job.Place == PollPlace.Waiting && job.Due == due);

    // A job that has left keeps its entry here until the entry is dequeued.
    private readonly Queue<JobPoll> _due = new();

    internal int Waiting => _waiting.Count;

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

    /// <summary>Schedules the first poll of a wait, unless an earlier one is scheduled.</summary>
    // looksNow: whether the caller wants the current state.
    internal void Begin(JobPoll job, bool looksNow)
    {
        if (job.Place != PollPlace.Idle && (job.Place != PollPlace.Waiting || !looksNow || job.IsFailing))
        {
            return;
        }

        Leave(job);
        var now = clock.Now;
        var first = clock.After(job.Begin(looksNow));

        // A job keeps its polling rhythm between two reported changes.
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

    /// <summary>Queues all due jobs, and sets the alarm for the next one.</summary>
    internal void LineUpDue()
    {
        while (_waiting.TakeDue(clock.Now) is { } job)
        {
            // At their timeout, the waiting calls read the job once more themselves.
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

    /// <summary>Takes the first queued job that may be polled now; null if there is none.</summary>
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
