using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs.Polling;

/// <summary>Every job of a scheduler at its place. Not for use by several threads at once.</summary>
/// <remarks>A job that leaves a queue leaves its entry there, which counts for nothing once the job has another place.</remarks>
internal sealed class PollPlaces(RequestBudget reads, PollClock clock)
{
    /// <summary>The number of waiting jobs from which on those that are due within a moment are polled together.</summary>
    // To wake for each would cost more than the poll.
    private const int Many = 64;
    private const long Moment = 16 * TimeSpan.TicksPerMillisecond;

    private readonly PriorityQueue<PolledJob, long> _waiting = new();
    private readonly Queue<PolledJob> _due = new();
    private readonly Queue<PolledJob> _lastLooks = new();
    private readonly HashSet<PolledJob> _asked = [];
    private long _deadline = long.MaxValue;

    /// <summary>The number of jobs that wait for their time.</summary>
    internal int Waiting { get; private set; }

    /// <summary>True if a job is due.</summary>
    internal bool HasDue => First(_lastLooks, PollPlace.LastLook) is not null || First(_due, PollPlace.Due) is not null;

    /// <summary>Puts a job where it waits for the first poll of a wait, unless it waits for one that comes as early.</summary>
    // looksNow: whether the present state is asked for.
    internal void Begin(PolledJob job, bool looksNow)
    {
        if (job.Place != PollPlace.Idle && (job.Place != PollPlace.Waiting || !looksNow || job.IsFailing))
        {
            return;
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
    }

    /// <summary>Takes a job out that nobody waits for and nobody asks for.</summary>
    internal void LeaveUnwanted(PolledJob job)
    {
        if (!job.HasWaiters && job.Place != PollPlace.Asked)
        {
            Leave(job);
        }
    }

    /// <summary>Lets a job wait for its next poll, no longer than to its deadline.</summary>
    internal void Wait(PolledJob job, long due)
    {
        Leave(job);
        var poll = Waiting < Many ? due : (due + Moment - 1) / Moment * Moment;
        job.Due = Math.Min(poll, clock.After(job.UntilTimeout));
        job.Place = PollPlace.Waiting;
        Waiting++;
        _waiting.Enqueue(job, job.Due);
        clock.Ring(job.Due);
    }

    /// <summary>Puts a job in line; one whose time is up stands in another, which nobody else holds up.</summary>
    internal void Line(PolledJob job)
    {
        Leave(job);
        (job.Place, var line) = job.TryBeginLastLook() ? (PollPlace.LastLook, _lastLooks) : (PollPlace.Due, _due);
        line.Enqueue(job);
        _deadline = Math.Min(_deadline, DeadlineOf(job));
    }

    internal void Leave(PolledJob job)
    {
        switch (job.Place)
        {
            case PollPlace.Waiting:
                Waiting--;
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
        while (_waiting.TryPeek(out var job, out var due) && (due <= clock.Now || !IsCurrent(job, due)))
        {
            _waiting.Dequeue();
            if (IsCurrent(job, due))
            {
                Line(job);
            }
        }

        // Jobs that are waited for again and again leave entries that are due later.
        if (_waiting.Count > 2 * (Waiting + Many))
        {
            var current = _waiting.UnorderedItems.Where(entry => IsCurrent(entry.Element, entry.Priority)).Distinct().ToList();
            _waiting.Clear();
            _waiting.EnqueueRange(current);
        }

        clock.Ring(_waiting.TryPeek(out _, out var next) ? next : long.MaxValue);
    }

    /// <summary>Takes out the first in line that may be asked for now, if there is one.</summary>
    internal PolledJob? TakeDue()
    {
        if (First(_lastLooks, PollPlace.LastLook) is { } last)
        {
            reads.SpendSpare();
            return Ask(last);
        }

        while (First(_due, PollPlace.Due) is { } job)
        {
            if (job.Asked is var asked && asked > TimeSpan.Zero)
            {
                Wait(job, clock.After(asked));
            }
            else if (reads.TryTake() is var turn && turn > TimeSpan.Zero)
            {
                clock.Ring(Math.Min(clock.After(turn), _deadline));
                return null;
            }
            else
            {
                return Ask(job);
            }
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
        if (clock.Now < _deadline)
        {
            return [];
        }

        _deadline = long.MaxValue;
        var expired = _lastLooks.Where(static job => job.Place == PollPlace.LastLook && job.Expired() is not null).Distinct().ToList();
        expired.ForEach(job => Ask(job));
        foreach (var job in _due.Where(static job => job.Place == PollPlace.Due && job.TryBeginLastLook()))
        {
            Line(job);
        }

        foreach (var job in _lastLooks.Concat(_due).Where(static job => job.Place is PollPlace.LastLook or PollPlace.Due))
        {
            _deadline = Math.Min(_deadline, DeadlineOf(job));
        }

        return expired;
    }

    /// <summary>Takes out everything.</summary>
    internal List<PolledJob> Clear()
    {
        List<PolledJob> all =
        [
            .. _waiting.UnorderedItems.Select(static entry => entry.Element).Concat(_due).Concat(_lastLooks)
                .Where(static job => job.Place != PollPlace.Idle).Concat(_asked).Distinct(),
        ];
        all.ForEach(Leave);
        return all;
    }

    private static PolledJob? First(Queue<PolledJob> line, PollPlace place)
    {
        while (line.TryPeek(out var job))
        {
            if (job.Place == place)
            {
                return job;
            }

            line.Dequeue();
        }

        return null;
    }

    private static bool IsCurrent(PolledJob job, long due) => job.Place == PollPlace.Waiting && job.Due == due;

    private PolledJob Ask(PolledJob job)
    {
        Leave(job);
        job.Place = PollPlace.Asked;
        _asked.Add(job);
        return job;
    }

    private long DeadlineOf(PolledJob job) => clock.After(job.UntilDeadline);
}
