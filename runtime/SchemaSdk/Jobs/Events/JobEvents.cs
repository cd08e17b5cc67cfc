using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Events;

/// <summary>Passes the events of all jobs of a client to each observer, in the order in which the observers were added.</summary>
internal sealed class JobEvents(ILogger log, params IJobObserver[] observers)
{
    private IJobObserver[] _observers = observers;

    /// <summary>Adds an observer after the others. It also gets the later events of jobs that already run.</summary>
    internal void Add(IJobObserver observer)
    {
        IJobObserver[] known;
        do
        {
            known = Volatile.Read(ref _observers);
        }
        while (Interlocked.CompareExchange(ref _observers, [.. known, observer], known) != known);
    }

    /// <summary>
    /// Passes an event on after all earlier events of the job. Returns false if the job had ended, so the event is dropped.
    /// </summary>
    internal bool Tell(in JobEvent told)
    {
        var turn = Begin(told);
        Finish(turn, told);
        return turn != Turn.None;
    }

    /// <summary>Fixes the position of an event among those of its job. Callers make related changes under the same lock.</summary>
    /// <returns>The argument of <see cref="Finish"/>, which must be called after the lock is released.</returns>
    internal Turn Begin(in JobEvent told)
    {
        var job = told.Job;
        lock (job.Gate)
        {
            if (job.IsOver && told.Moment is not (JobMoment.Delivered or JobMoment.Left or JobMoment.CancelAnswered))
            {
                return Turn.None;
            }

            job.IsOver |= told.Moment is JobMoment.Refused or JobMoment.Unknown or JobMoment.Ended;
            if (job.TryBeginTelling())
            {
                return Turn.Now;
            }

            job.TellNext(told);
            return Turn.Later;
        }
    }

    /// <summary>Passes an event to the observers if its turn has come; otherwise another call passes it later.</summary>
    internal void Finish(Turn turn, in JobEvent told)
    {
        if (turn == Turn.Now)
        {
            Hear(told);
            HearNext(told.Job);
        }
    }

    // Passes the events of the job that were queued in the meantime.
    private void HearNext(ObservedJob job)
    {
        while (job.TakeNext() is { } next)
        {
            Hear(next);
        }
    }

    private void Hear(in JobEvent told)
    {
        foreach (var observer in Volatile.Read(ref _observers))
        {
            try
            {
                observer.Heard(told);
            }
            catch (Exception exception)
            {
                // The event has happened, even if an observer throws.
                Log.CallbackThrew(log, exception.GetType().Name);
            }
        }
    }
}
