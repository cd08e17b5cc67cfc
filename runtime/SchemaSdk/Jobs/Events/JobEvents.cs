using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Events;

/// <summary>The one stream of what happens to the jobs of a client, and those who hear it.</summary>
/// <param name="log">Where it is told that an observer threw at what has happened.</param>
/// <param name="observers">In the order in which they hear it.</param>
internal sealed class JobEvents(ILogger log, params IJobObserver[] observers)
{
    private IJobObserver[] _observers = observers;

    /// <summary>Lets one more hear, after the others. A job that is under way is heard of from then on.</summary>
    internal void Add(IJobObserver observer)
    {
        IJobObserver[] known;
        do
        {
            known = Volatile.Read(ref _observers);
        }
        while (Interlocked.CompareExchange(ref _observers, [.. known, observer], known) != known);
    }

    /// <summary>Tells what has happened, after all that was told of the job before.</summary>
    /// <returns>False if its end was told before, and nothing is told that contradicts it.</returns>
    internal bool Tell(in JobEvent told)
    {
        var turn = Begin(told);
        Finish(turn, told);
        return turn != Turn.None;
    }

    /// <summary>Settles the place of an event among those of its job. A change that goes with it is made under the same lock.</summary>
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

    /// <summary>Tells an event in the place that it has.</summary>
    internal void Finish(Turn turn, in JobEvent told)
    {
        if (turn == Turn.Now)
        {
            Hear(told);
            HearNext(told.Job);
        }
    }

    // What was told of a job meanwhile.
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
                // The job's event has happened, even if an observer fails on it.
                Log.CallbackThrew(log, exception.GetType().Name);
            }
        }
    }
}
