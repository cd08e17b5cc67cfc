namespace SchemaSdk.Jobs.Polling;

/// <summary>A job in the scheduler: its place there, who waits for it, and what the scheduler asks of it.</summary>
/// <remarks>
/// Its place and those who wait are guarded by the scheduler's lock. All of a job that waits is one object, since thousands wait at a time.
/// </remarks>
internal abstract class PolledJob
{
    // Hardly any job has more than one.
    private PollWaiter? _waiter;
    private HashSet<PollWaiter>? _others;

    internal PollPlace Place { get; set; }

    /// <summary>The time of its next poll or of its deadline.</summary>
    internal long Due { get; set; }

    /// <summary>The time at which it would have been polled, had the service and the budget let it.</summary>
    internal long Wanted { get; set; }

    /// <summary>The poll that asks for it; null if none does.</summary>
    internal PollTurn? Turn { get; set; }

    internal bool HasWaiters => _waiter is not null || _others?.Count > 0;

    /// <summary>The status that it ended with; null while that is not known.</summary>
    internal abstract JobStatus? End { get; }

    /// <summary>True if a poll has told of it.</summary>
    internal abstract bool IsKnown { get; }

    /// <summary>True if the last attempt failed.</summary>
    internal abstract bool IsFailing { get; }

    /// <summary>True if its time is up: it is looked at once more, however long the service asks to wait.</summary>
    internal abstract bool IsLastLook { get; }

    /// <summary>
    /// The time for which the service still asks not to read it; if zero or less, it may be read. A last look is made all the same.
    /// </summary>
    internal abstract TimeSpan Asked { get; }

    /// <summary>The time for which it is still waited for.</summary>
    internal abstract TimeSpan UntilTimeout { get; }

    /// <summary>The same; during its last look, the time until that begins.</summary>
    internal abstract TimeSpan UntilDeadline { get; }

    /// <summary>The time that the next attempt may take.</summary>
    internal abstract TimeSpan AttemptTimeout { get; }

    /// <summary>The exception in place of one that could not be made.</summary>
    internal virtual Exception Threw(Exception cause) => cause;

    /// <summary>A wait begins.</summary>
    /// <returns>The time to its first poll.</returns>
    // looksNow: whether the present state is of interest, however the job is likely to stand.
    internal abstract TimeSpan Begin(bool looksNow);

    /// <summary>Leaves a time in which it could not be asked for out of what it counts.</summary>
    internal abstract void Leave(TimeSpan pause);

    /// <summary>Begins the last look, if the time of the job is up.</summary>
    /// <returns>True if it has begun, now or before.</returns>
    internal abstract bool TryBeginLastLook();

    /// <summary>Returns the error that the waits end with when the time of the last look is up; null if it is not.</summary>
    internal abstract Func<Exception>? Expired();

    /// <summary>Asks once. It throws nothing.</summary>
    /// <returns>Null if the job has ended, and its result is to be asked for at once.</returns>
    internal abstract ValueTask<PollResult?> AskAsync(PollTurn turn);

    internal void Add(PollWaiter waiter)
    {
        if (_waiter is null)
        {
            _waiter = waiter;
        }
        else
        {
            (_others ??= []).Add(waiter);
        }
    }

    internal void Remove(PollWaiter waiter)
    {
        if (_waiter == waiter)
        {
            _waiter = null;
        }
        else
        {
            _others?.Remove(waiter);
        }
    }

    /// <summary>Takes out those whom a result concerns.</summary>
    internal List<PollWaiter> Take(PollResult result)
    {
        List<PollWaiter> taken = [];
        if (result.Concerns(_waiter))
        {
            taken.Add(_waiter!);
            _waiter = null;
        }

        if (_others is not null)
        {
            taken.AddRange(_others.Where(waiter => result.Concerns(waiter)));
            _others.ExceptWith(taken);
        }

        return taken;
    }
}
