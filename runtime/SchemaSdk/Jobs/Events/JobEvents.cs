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
    /// Passes an event on after all earlier events of the job. Returns false if the job had ended; the event is then dropped.
    /// </summary>
    internal bool Tell(in JobEvent told)
    {
        var turn = Begin(told);
        Finish(turn, told);
        return turn is not null;
    }

    /// <summary>
    /// Fixes the position of an event among the events of its job. A caller that also changes the state of the job holds
    /// <see cref="ObservedJob.Gate"/> during both steps.
    /// </summary>
    /// <returns>
    /// The argument of <see cref="Finish"/>, which must be called after the gate is released: true if it is the event's turn, false if it
    /// must wait for the event that is being passed on, null if the event is dropped.
    /// </returns>
    internal bool? Begin(in JobEvent told)
    {
        var job = told.Job;
        lock (job.Gate)
        {
            if (job.IsOver && told.Moment is not (JobMoment.Delivered or JobMoment.Left or JobMoment.CancelAnswered))
            {
                return null;
            }

            job.IsOver |= told.Moment is JobMoment.Refused or JobMoment.Unknown or JobMoment.Ended;
            if (job.TryBeginTelling())
            {
                return true;
            }

            job.TellNext(told);
            return false;
        }
    }

    /// <summary>Passes an event to the observers if its turn has come; otherwise another call passes it later.</summary>
    internal void Finish(bool? isNow, in JobEvent told)
    {
        if (isNow == true)
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
