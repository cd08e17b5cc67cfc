namespace SchemaSdk.Polling;

/// <summary>Every job of a scheduler at its place. Not for use by several threads at once.</summary>
internal sealed class PollPlaces(PollClock clock)
{
    private readonly TimerWheel _wheel = new();
    private JobList _due;
    private JobList _asked;

    /// <summary>How many wait for their time.</summary>
    internal int Waiting => _wheel.Count;

    /// <summary>The first of those that are due.</summary>
    internal PolledJob? FirstDue => _due.First;

    /// <summary>Puts a job in the wheel, no longer than to its deadline.</summary>
    internal void Wait(PolledJob job, long due)
    {
        Leave(job);
        job.Due = Math.Min(due, clock.Now + Math.Max(job.Poll.Job.StartDeadline().Remaining.Ticks, 0));
        job.Place = PollPlace.Waiting;
        _wheel.Add(job);
        clock.Ring(job.Due);
    }

    internal void Line(PolledJob job)
    {
        Leave(job);
        job.Place = PollPlace.Due;
        _due.Add(job);
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
            case PollPlace.Asked:
                _asked.Remove(job);
                break;
        }

        job.Place = PollPlace.Idle;
    }

    /// <summary>Puts those in line whose time has come, and rings for the next.</summary>
    internal void Turn()
    {
        while (_wheel.TakeDue(clock.Now) is { } job)
        {
            job.Place = PollPlace.Idle;
            Line(job);
        }

        clock.Ring(_wheel.NextDue());
    }

    /// <summary>Takes out those whose deadline passes while they are in line.</summary>
    internal List<PolledJob>? TakeExpired()
    {
        List<PolledJob>? expired = null;
        for (PolledJob? next, job = _due.First; job is not null; job = next)
        {
            next = job.Next;
            if (job.Poll.Expired() is not null)
            {
                Ask(job);
                (expired ??= []).Add(job);
            }
        }

        return expired;
    }

    /// <summary>Takes out everything.</summary>
    internal List<PolledJob> Clear()
    {
        List<PolledJob> all = [];
        while ((_due.First ?? _asked.First ?? _wheel.TakeDue(long.MaxValue)) is { } job)
        {
            job.Place = job.Place == PollPlace.Waiting ? PollPlace.Idle : job.Place;
            Leave(job);
            all.Add(job);
        }

        return all;
    }
}
