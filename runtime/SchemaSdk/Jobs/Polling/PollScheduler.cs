using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Rates;

namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// Polls all jobs of a client: one timer and one request budget for any number of jobs. Everybody who waits for a job shares its polls.
/// </summary>
/// <remarks>The lock is never held over a request, nor over what the application does with its answer.</remarks>
internal sealed class PollScheduler
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

    // Polls what is due, as long as there are places for it.
    private void Start()
    {
        while (true)
        {
            PolledJob? job;
            lock (_gate)
            {
                if (_isStopped || !_places.HasDue)
                {
                    return;
                }

                if (!_line.InFlight.TryEnterPoll())
                {
                    _places.RingForDeadline();
                    return;
                }

                job = _places.TakeDue();
            }

            if (!TryPoll(job))
            {
                return;
            }
        }
    }

    // A place was taken for a job that was due when there was none.
    private void TakePlace()
    {
        PolledJob? job;
        lock (_gate)
        {
            job = _isStopped || !_places.HasDue ? null : _places.TakeDue();
        }

        if (TryPoll(job))
        {
            Start();
        }
    }

    // In a place that was taken for it. Not within the call that begins it, whose context is not its own.
    private bool TryPoll(PolledJob? job)
    {
        if (job is null)
        {
            _line.InFlight.Return(isPoll: true);
            return false;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static poll => _ = poll.Scheduler.PollAsync(poll.Job), (Scheduler: this, Job: job), false);
        return true;
    }

    private async Task PollAsync(PolledJob job)
    {
        var turn = new PollTurn(_line.Time);
        lock (_gate)
        {
            job.Turn = turn;
        }

        if (job.Expired() is { } expired)
        {
            Finish(job, PollResult.Failed(expired));
        }
        else
        {
            job.Leave(TimeSpan.FromTicks(Math.Max(_clock.Now - job.Wanted, 0)));

            // Who leaves after it is known to be wanted aborts the turn.
            PollResult? result;
            while ((result = IsWanted(job) ? await job.AskAsync(turn).ConfigureAwait(false) : PollResult.Nothing) is null
                && job.Asked <= TimeSpan.Zero)
            {
                // The job has ended: somebody waits for its result more than for any other poll.
                _reads.Spend();
            }

            if (result is { } told)
            {
                Finish(job, told);
            }
            else
            {
                AskAgain(job);
            }
        }

        if (turn.HasPlace)
        {
            _line.InFlight.Return(isPoll: true);
        }

        Start();
    }

    private bool IsWanted(PolledJob job)
    {
        lock (_gate)
        {
            return job.HasWaiters && !_isStopped && !_line.Stop.IsDisposed;
        }
    }

    // Takes a job back, and tells whom it concerns.
    private void Finish(PolledJob job, PollResult result)
    {
        List<PollWaiter> told;
        lock (_gate)
        {
            _places.Leave(job);
            job.Turn = null;
            told = job.Take(result);
            job.Wanted = _clock.After(result.Delay);
            if (job.HasWaiters)
            {
                _places.Wait(job, job.Wanted);
            }
        }

        told.ForEach(waiter => waiter.Tell(result));
    }

    // Takes a job back that is to be asked for again as soon as the service lets it.
    private void AskAgain(PolledJob job)
    {
        lock (_gate)
        {
            _places.Leave(job);
            (job.Turn, job.Wanted) = (null, _clock.Now);
            if (job.HasWaiters)
            {
                _places.Line(job);
            }
        }
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
