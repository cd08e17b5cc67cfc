using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Events;

/// <summary>Passes the events of all jobs of a client to each observer, in the order of the observers.</summary>
internal sealed class JobEvents(ILogger log, params IJobObserver[] observers)
{
    internal IJobObserver[] Observers { get; set; } = observers;

    /// <summary>Passes an event on after all earlier events of its job. Returns false, and drops the event, if the job has ended.</summary>
    internal bool Tell(in JobEvent told)
    {
        var turn = told.Job.Begin(told);
        if (turn == true)
        {
            Hear(told);
            while (told.Job.TakeNext() is { } next)
            {
                Hear(next);
            }
        }

        return turn is not null;
    }

    private void Hear(in JobEvent told)
    {
        foreach (var observer in Observers)
        {
            try
            {
                observer.Heard(told);
            }
            catch (Exception exception)
            {
                // The event has happened, even if an observer throws.
                Log.CallbackThrew(log, key: null, exception.GetType().Name);
            }
        }
    }
}

/// <summary>Observes the jobs of a client. The events of a job arrive one at a time and in order.</summary>
internal interface IJobObserver
{
    /// <summary>Handles an event. An exception is only logged: the caller still gets the request id and the result.</summary>
    void Heard(in JobEvent told);
}
