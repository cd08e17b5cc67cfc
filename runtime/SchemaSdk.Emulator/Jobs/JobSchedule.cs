namespace SchemaSdk.Emulation.Jobs;

/// <summary>The times at which a job is accepted, starts and ends.</summary>
internal sealed record JobSchedule(DateTimeOffset CreatedAt, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public static JobSchedule From(DateTimeOffset now, TimeSpan queueTime, TimeSpan runTime)
    {
        var start = Later(now, queueTime);
        return new JobSchedule(now, start, Later(start, runTime));
    }

    /// <summary>
    /// Returns how many jobs of other callers are still ahead of this job. At first, <paramref name="depth"/> jobs are ahead. They start at
    /// regular intervals, and this job starts after the last of them.
    /// </summary>
    public int StrangersAt(DateTimeOffset now, int depth)
    {
        var left = (StartsAt - now) / (StartsAt - CreatedAt);
        return (int)Math.Clamp(Math.Ceiling(left * (depth + 1.0)) - 1, 0, depth);
    }

    /// <summary>Returns the time at which the job first exceeds one of the two limits; null if it exceeds neither.</summary>
    public DateTimeOffset? TimeoutOf(TimeSpan? startsWithin, TimeSpan? endsWithin)
    {
        var (start, end) = (Later(CreatedAt, startsWithin ?? TimeSpan.MaxValue), Later(CreatedAt, endsWithin ?? TimeSpan.MaxValue));
        DateTimeOffset?[] passed = [StartsAt > start ? start : null, EndsAt > end ? end : null];
        return passed.Min();
    }

    private static DateTimeOffset Later(DateTimeOffset time, TimeSpan span) =>
        DateTimeOffset.MaxValue - time < span ? DateTimeOffset.MaxValue : time + span;
}
