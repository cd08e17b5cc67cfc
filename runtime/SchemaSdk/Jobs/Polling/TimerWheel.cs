namespace SchemaSdk.Jobs.Polling;

/// <summary>Jobs by the time at which they are due: adding and removing one costs the same however many there are.</summary>
/// <remarks>Times are ticks since some start. Not for use by several threads at once.</remarks>
internal sealed class TimerWheel
{
    private const int Slots = 512;

    // 52 ms: a turn takes 27 s, longer than most gaps between polls.
    private const int TicksPerSlotShift = 19;

    private readonly JobList[] _slots = new JobList[Slots];
    private long _turned;
    private int _count;

    internal int Count => Volatile.Read(ref _count);

    internal void Add(PolledJob job)
    {
        SlotOf(job).Add(job);
        _count++;
    }

    internal void Remove(PolledJob job)
    {
        SlotOf(job).Remove(job);
        job.Slot = -1;
        _count--;
    }

    /// <summary>Moves all jobs that are due to a list: each slot is looked through once, however many are in it.</summary>
    internal void TakeDue(long now, ref JobList due)
    {
        // What was added late is in the slot of its time all the same, at most a turn back.
        var end = now >> TicksPerSlotShift;
        for (_turned = Math.Max(_turned, end - Slots + 1); ; _turned++)
        {
            for (PolledJob? next, job = _slots[_turned % Slots].First; job is not null; job = next)
            {
                next = job.Next;
                if (job.Due <= now)
                {
                    Remove(job);
                    due.Add(job);
                }
            }

            if (_turned >= end)
            {
                return;
            }
        }
    }

    /// <summary>The time at which the next job is due; <see cref="long.MaxValue"/> if there is none.</summary>
    internal long NextDue()
    {
        if (Count == 0)
        {
            return long.MaxValue;
        }

        var next = long.MaxValue;
        for (var slot = _turned; slot < _turned + Slots; slot++)
        {
            for (var job = _slots[slot % Slots].First; job is not null; job = job.Next)
            {
                next = Math.Min(next, job.Due);
            }

            // A job of this turn is before all of the slots that follow.
            if (next >> TicksPerSlotShift <= slot)
            {
                return next;
            }
        }

        return next;
    }

    // A time that has passed belongs to the slot that is looked at next, or it would be found a turn later.
    private ref JobList SlotOf(PolledJob job)
    {
        job.Slot = job.Slot >= 0 ? job.Slot : (short)(Math.Max(job.Due >> TicksPerSlotShift, _turned) % Slots);
        return ref _slots[job.Slot];
    }
}
