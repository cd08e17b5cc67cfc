using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Events;

/// <summary>Passes the events of all jobs of a client to the observers.</summary>
/// <param name="log">The log for exceptions of observers.</param>
/// <param name="observers">The observers, in the order in which they get each event.</param>
internal sealed class JobEvents(ILogger log, params IJobObserver[] observers)
{
    private IJobObserver[] _observers = observers;

    /// <summary>Adds an observer after the others. It gets the later events of running jobs too.</summary>
    internal void Add(IJobObserver observer)
    {
        IJobObserver[] known;
        do
        {
            known = Volatile.Read(ref _observers);
        }
        while (Interlocked.CompareExchange(ref _observers, [.. known, observer], known) != known);
    }

    /// <summary>Passes an event to the observers, after all earlier events of the job.</summary>
    /// <returns>False if the job's end was passed before, so the event is dropped.</returns>
    internal bool Tell(in JobEvent told)
    {
        var turn = Begin(told);
        Finish(turn, told);
        return turn != Turn.None;
    }

    /// <summary>Sets the order of an event among those of its job. A related change is made under the same lock.</summary>
    /// <returns>The argument of <see cref="Finish"/>, which is called after the lock.</returns>
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

    /// <summary>Passes an event to the observers in its order.</summary>
    internal void Finish(Turn turn, in JobEvent told)
    {
        if (turn == Turn.Now)
        {
            Hear(told);
            HearNext(told.Job);
        }
    }

    // Events of the job that came in the meantime.
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
                // The event has happened, even if an observer fails on it.
                Log.CallbackThrew(log, exception.GetType().Name);
            }
        }
    }
}
