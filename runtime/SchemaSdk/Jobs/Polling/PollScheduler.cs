using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// Polls all jobs of a client: one timer and one request budget for any number of jobs. Everybody who waits for a job shares its polls.
/// </summary>
/// <remarks>The lock is never held over a request, nor over what the application does with its answer.</remarks>
internal sealed partial class PollScheduler
{
    private readonly object _gate = new();
    private readonly ServiceLine _line;
    private readonly RequestBudget _reads;
    private readonly PollClock _clock;
    private readonly PollPlaces _places;
    private bool _isStopped;

    internal PollScheduler(ServiceLine line, RequestBudget reads)
    {
        (_line, _reads) = (line, reads);
        line.InFlight.PollCalled = TakePlace;
        _clock = new PollClock(line.Time, Turn);
        _places = new PollPlaces(reads, _clock);
        line.Stop.Disposed.UnsafeRegister(static scheduler => ((PollScheduler)scheduler!).Stop(), this);
    }

    /// <summary>The number of jobs that wait for the time of their next poll.</summary>
    internal int Waiting => _places.Waiting;

    /// <summary>Adds somebody who waits. Their task ends with a change or the end of the job, or cancelled.</summary>
    // looksNow: whether the present state is asked for.
    internal void Add(PolledJob job, PollWaiter waiter, bool looksNow)
    {
        var isAdded = false;
        lock (_gate)
        {
            if (!_isStopped && !_line.Stop.IsDisposed && job.End is null)
            {
                job.Add(waiter);
                _places.Begin(job, looksNow);
                isAdded = true;
            }
        }

        if (isAdded)
        {
            Start();
        }
        else if (job.End is { } end)
        {
            waiter.Tell(end);
        }
        else
        {
            waiter.Cancel();
        }
    }

    /// <summary>Somebody does not wait any longer.</summary>
    internal void Remove(PolledJob job, PollWaiter waiter)
    {
        lock (_gate)
        {
            job.Remove(waiter);
            _places.LeaveUnwanted(job);
        }

        AbortUnwanted(job);
    }

    /// <summary>Tells everybody who waits that the job has ended, even if another call has seen it.</summary>
    internal void End(PolledJob job, JobStatus end)
    {
        List<PollWaiter> told;
        lock (_gate)
        {
            told = job.Take(new PollResult(end, default, null));
            _places.LeaveUnwanted(job);
        }

        AbortUnwanted(job);
        told.ForEach(waiter => waiter.Tell(end));
    }

    private void Turn()
    {
        List<PolledJob> expired;
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            _clock.Rang();
            _places.Turn();
            expired = _places.TakeExpired();
        }

        Start();
        expired.ForEach(job => Finish(job, new PollResult(null, default, job.Expired())));
    }

    private void AbortUnwanted(PolledJob job)
    {
        if (!IsWanted(job) && job.Turn?.Abort() is { } request)
        {
            _line.Stop.CancelAside(request);
        }
    }

    private void Stop()
    {
        List<PolledJob> all;
        List<PollWaiter> stopped;
        lock (_gate)
        {
            _isStopped = true;
            _clock.Dispose();
            all = _places.Clear();
            stopped = [.. all.SelectMany(static job => job.Take(PollResult.Stopped))];
        }

        stopped.ForEach(static waiter => waiter.Cancel());
        all.ForEach(AbortUnwanted);
    }
}
