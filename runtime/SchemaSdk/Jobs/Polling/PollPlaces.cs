namespace SchemaSdk.Jobs.Polling;

/// <summary>Every job of a scheduler at its place. Not for use by several threads at once.</summary>
internal sealed class PollPlaces(IPollAllowance allowance, PollClock clock)
{
    /// <summary>The number of waiting jobs from which on those that are due within a moment are polled together.</summary>
    // To wake for each would cost more than the poll.
    private const int Many = 64;
    private const long Moment = 16 * TimeSpan.TicksPerMillisecond;

    private readonly TimerWheel _wheel = new();
    private JobList _due;
    private JobList _lastLooks;
    private JobList _asked;
    private long _deadline = long.MaxValue;

    /// <summary>The number of jobs that wait for their time.</summary>
    internal int Waiting => _wheel.Count;

    /// <summary>The first of those that are due.</summary>
    internal PolledJob? FirstDue => _lastLooks.First ?? _due.First;

    /// <summary>Puts a job where it waits for the first poll of a wait, unless it waits for one that comes as early.</summary>
    // looksNow: whether the present state is asked for.
    internal bool TryBegin(PolledJob job, bool looksNow)
    {
        if (job.Place != PollPlace.Idle && (job.Place != PollPlace.Waiting || !looksNow || job.IsFailing))
        {
            return false;
        }

        Leave(job);
        var now = clock.Now;
        var first = clock.After(job.Begin(looksNow));

        // Between two changes that it was told of, a job keeps its rhythm.
        job.Wanted = Math.Max(!job.IsKnown || looksNow || job.IsLastLook ? first : job.Wanted, now);
        if (job.Wanted > now)
        {
            Wait(job, job.Wanted);
        }
        else
        {
            Line(job);
        }

        return true;
    }

    /// <summary>Takes a job out that nobody waits for and nobody asks for.</summary>
    internal void LeaveUnwanted(PolledJob job)
    {
        if (!job.HasWaiters && job.Place is PollPlace.Waiting or PollPlace.Due or PollPlace.LastLook)
        {
            Leave(job);
        }
    }

    /// <summary>Puts a job in the wheel, no longer than to its deadline.</summary>
    internal void Wait(PolledJob job, long due)
    {
        Leave(job);
        var poll = _wheel.Count < Many ? due : (due + Moment - 1) / Moment * Moment;
        job.Due = Math.Min(poll, clock.After(job.UntilTimeout));
        job.Place = PollPlace.Waiting;
        _wheel.Add(job);
        clock.Ring(job.Due);
    }

    /// <summary>Puts a job in line; one whose time is up stands in another, which nobody else holds up.</summary>
    internal void Line(PolledJob job)
    {
        Leave(job);
        if (job.TryBeginLastLook())
        {
            job.Place = PollPlace.LastLook;
            _lastLooks.Add(job);
        }
        else
        {
            job.Place = PollPlace.Due;
            _due.Add(job);
        }

        _deadline = Math.Min(_deadline, DeadlineOf(job));
    }

    internal void Ask(PolledJob job)
    {
        Leave(job);
        job.Place = PollPlace.Asked;
        _asked.Add(job);
    }

    internal void Leave(PolledJob job)
    {
        switch (job.Place)
        {
            case PollPlace.Waiting:
                _wheel.Remove(job);
                break;
            case PollPlace.Due:
                _due.Remove(job);
                break;
            case PollPlace.LastLook:
                _lastLooks.Remove(job);
                break;
            case PollPlace.Asked:
                _asked.Remove(job);
                break;
        }

        job.Place = PollPlace.Idle;
    }

    /// <summary>Puts those in line whose time has come, and rings for the next.</summary>
    internal void Turn()
    {
        JobList due = default;
        _wheel.TakeDue(clock.Now, ref due);
        while (due.TakeFirst() is { } job)
        {
            job.Place = PollPlace.Idle;
            Line(job);
        }

        clock.Ring(_wheel.NextDue());
    }

    /// <summary>Takes out the first in line that may be asked for now, if there is one.</summary>
    internal PolledJob? TakeDue()
    {
        if (_lastLooks.First is { } last)
        {
            allowance.SpendSpare();
            Ask(last);
            return last;
        }

        while (_due.First is { } job)
        {
            if (job.Asked is var asked && asked > TimeSpan.Zero)
            {
                Wait(job, clock.After(asked));
                continue;
            }

            if (allowance.TryTake() is var turn && turn > TimeSpan.Zero)
            {
                clock.Ring(Math.Min(clock.After(turn), _deadline));
                return null;
            }

            Ask(job);
            return job;
        }

        return null;
    }

    /// <summary>Rings when the time of somebody in line may be up.</summary>
    internal void RingForDeadline() => clock.Ring(_deadline);

    /// <summary>
    /// Takes out those whose last look has no time left, and lets those have one whose time is up while they are in line.
    /// </summary>
    internal List<PolledJob> TakeExpired()
    {
        List<PolledJob> expired = [];
        if (clock.Now < _deadline)
        {
            return expired;
        }

        _deadline = long.MaxValue;
        for (PolledJob? next, job = _lastLooks.First; job is not null; job = next)
        {
            next = job.Next;
            if (job.Expired() is not null)
            {
                Ask(job);
                expired.Add(job);
            }
            else
            {
                _deadline = Math.Min(_deadline, DeadlineOf(job));
            }
        }

        for (PolledJob? next, job = _due.First; job is not null; job = next)
        {
            next = job.Next;
            if (job.TryBeginLastLook())
            {
                Line(job);
            }
            else
            {
                _deadline = Math.Min(_deadline, DeadlineOf(job));
            }
        }

        return expired;
    }

    /// <summary>Takes out everything.</summary>
    internal List<PolledJob> Clear()
    {
        List<PolledJob> all = [];
        JobList waiting = default;
        _wheel.TakeDue(long.MaxValue, ref waiting);
        while ((_due.TakeFirst() ?? _lastLooks.TakeFirst() ?? _asked.TakeFirst() ?? waiting.TakeFirst()) is { } job)
        {
            job.Place = PollPlace.Idle;
            all.Add(job);
        }

        return all;
    }

    private long DeadlineOf(PolledJob job) => clock.After(job.UntilDeadline);
}
