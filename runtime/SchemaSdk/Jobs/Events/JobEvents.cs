using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Events;

/// <summary>The one stream of what happens to the jobs of a client, and those who hear it.</summary>
/// <param name="log">Where it is told that an observer threw at what has happened.</param>
/// <param name="disposed">The value of <see cref="Disposed"/>.</param>
/// <param name="observers">In the order in which they hear it.</param>
internal sealed class JobEvents(ILogger log, CancellationToken disposed, params IJobObserver[] observers)
{
    private IJobObserver[] _observers = observers;

    /// <summary>Cancelled when the client is disposed.</summary>
    internal CancellationToken Disposed => disposed;

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

    /// <summary>Tells it if somebody throws who is not waited for any more.</summary>
    internal void Leave(Task hearing) => _ = hearing.ContinueWith(
        static (failed, log) => Log.CallbackThrew((ILogger)log!, failed.Exception!.InnerException!.GetType().Name),
        log,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    /// <summary>True once nobody wants what is to happen: the caller has stopped, or the client is disposed.</summary>
    internal bool IsStopped(CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested || disposed.IsCancellationRequested;

    /// <summary>Tells what is to happen, and ends once everybody has heard it.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped, or the client was disposed, before all had heard it.</exception>
    /// <exception cref="Exception">Somebody refuses it, and nothing may leave.</exception>
    // Most have heard at once, and then nothing is made for it.
    internal ValueTask BeforeAsync(JobEvent told, CancellationToken cancellationToken)
    {
        var observers = Volatile.Read(ref _observers);
        for (var next = 0; next < observers.Length; next++)
        {
            var hearing = BeforeAsync(observers[next], told, cancellationToken);
            if (!hearing.IsCompletedSuccessfully)
            {
                var rest = observers.AsMemory(next + 1);
                return rest.IsEmpty ? hearing : new ValueTask(RestAsync(hearing, rest, told, cancellationToken));
            }
        }

        return default;
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

    private async Task RestAsync(
        ValueTask hearing, ReadOnlyMemory<IJobObserver> rest, JobEvent told, CancellationToken cancellationToken)
    {
        await hearing.ConfigureAwait(false);
        for (var next = 0; next < rest.Length; next++)
        {
            await NextAsync(rest.Span[next], told, IsStopped(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    // In the turn of this job: nobody can tell meanwhile that the submit is over. Nothing else is told of one that is not submitted yet.
    private ValueTask NextAsync(IJobObserver observer, JobEvent told, bool isStopped, CancellationToken cancellationToken)
    {
        lock (told.Job.Gate)
        {
            if (told.Job.IsOver || isStopped || !told.Job.TryBeginTelling())
            {
                return ValueTask.FromCanceled(new CancellationToken(canceled: true));
            }
        }

        var hearing = BeforeAsync(observer, told, cancellationToken);
        HearNext(told.Job);
        return hearing;
    }

    // It makes no difference whether it throws at once or later.
    private static ValueTask BeforeAsync(IJobObserver observer, JobEvent told, CancellationToken cancellationToken)
    {
        try
        {
            return observer.BeforeAsync(told, cancellationToken);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }
}
