namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// Polls all jobs of a client: one timer wheel, one request budget and a few workers for any number of jobs. A job that waits is an
/// entry in the wheel, and everybody who waits for it shares its polls.
/// </summary>
/// <remarks>The lock is never held over a request, nor over what the application does with its answer.</remarks>
internal sealed class PollScheduler
{
    private readonly object _gate = new();
    private readonly IPollAllowance _allowance;
    private readonly CancellationToken _disposed;
    private readonly PollClock _clock;
    private readonly PollPlaces _places;
    private readonly PollCrew _crew;
    private bool _isStopped;

    // disposed: ends all waits.
    internal PollScheduler(IPollAllowance allowance, TimeProvider time, CancellationToken disposed)
    {
        (_allowance, _disposed) = (allowance, disposed);
        _allowance.WhenPlaced(TakePlace);
        _clock = new PollClock(time, Turn);
        _places = new PollPlaces(allowance, _clock);
        _crew = new PollCrew(this, allowance, time);
        disposed.UnsafeRegister(static scheduler => ((PollScheduler)scheduler!).Stop(), this);
    }

    /// <summary>The number of jobs that wait for the time of their next poll.</summary>
    internal int Waiting => _places.Waiting;

    /// <summary>Adds somebody who waits. Their task ends with a change or the end of the job, or cancelled.</summary>
    // looksNow: whether the present state is asked for.
    internal void Add(PolledJob job, PollWaiter waiter, bool looksNow)
    {
        lock (_gate)
        {
            if (!_isStopped && !_disposed.IsCancellationRequested && job.End is null)
            {
                job.Add(waiter);
                if (_places.TryBegin(job, looksNow))
                {
                    StartWorker();
                }

                return;
            }
        }

        if (job.End is { } end)
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
        PollWaiter? told;
        lock (_gate)
        {
            told = job.TakeAll();
            _places.LeaveUnwanted(job);
        }

        AbortUnwanted(job);
        PollWaiter.Complete(told, new PollResult(end, default, null));
    }

    /// <summary>Returns true if anybody waits for the job.</summary>
    internal bool IsWanted(PolledJob job)
    {
        lock (_gate)
        {
            return job.HasWaiters && !_isStopped && !_disposed.IsCancellationRequested;
        }
    }

    /// <summary>Gives a worker its next job; null if none may be asked for now, and the worker rests.</summary>
    internal PolledJob? Next(PollWorker worker, bool hasPlace)
    {
        while (true)
        {
            PolledJob? job = null;
            lock (_gate)
            {
                hasPlace = hasPlace || (!_isStopped && _places.FirstDue is not null && _allowance.TryEnter());
                job = hasPlace && !_isStopped ? _places.TakeDue() : null;
                if (job is null)
                {
                    _crew.Rest(worker);
                }
                else
                {
                    job.Worker = worker;
                    StartWorker();
                }
            }

            if (job is null)
            {
                if (hasPlace)
                {
                    _allowance.Return();
                }

                return null;
            }

            if (job.Expired() is not { } expired)
            {
                job.Leave(TimeSpan.FromTicks(Math.Max(_clock.Now - job.Wanted, 0)));
                return job;
            }

            Finish(job, PollResult.Failed(expired));
        }
    }

    /// <summary>Takes a job back, and tells whom it concerns.</summary>
    internal void Finish(PolledJob job, PollResult result)
    {
        PollWaiter? told;
        lock (_gate)
        {
            _places.Leave(job);
            told = job.Take(result);
            job.Wanted = _clock.After(result.Delay);
            if (job.HasWaiters)
            {
                _places.Wait(job, job.Wanted);
            }
        }

        PollWaiter.Complete(told, result);
    }

    /// <summary>Takes a job back that is to be asked for again as soon as the service lets it.</summary>
    internal void AskAgain(PolledJob job)
    {
        lock (_gate)
        {
            _places.Leave(job);
            job.Wanted = _clock.Now;
            if (job.HasWaiters)
            {
                _places.Line(job);
                StartWorker();
            }
        }
    }

    // For a job that was due when there was none.
    private void TakePlace()
    {
        lock (_gate)
        {
            if (!_isStopped && _places.FirstDue is not null)
            {
                _crew.Start();
                return;
            }
        }

        _allowance.Return();
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
            StartWorker();
        }

        expired.ForEach(job => Finish(job, new PollResult(null, default, job.Expired())));
    }

    private void AbortUnwanted(PolledJob job)
    {
        if (!IsWanted(job))
        {
            job.Worker?.Abort(job);
        }
    }

    private void StartWorker()
    {
        if (_places.FirstDue is not null && !_crew.TryStart())
        {
            _places.RingForDeadline();
        }
    }

    private void Stop()
    {
        List<PollWaiter?> stopped;
        List<PollWorker> working;
        lock (_gate)
        {
            _isStopped = true;
            _clock.Dispose();
            stopped = _places.Clear().ConvertAll(static job => job.TakeAll());
            working = _crew.Working;
        }

        stopped.ForEach(PollWaiter.Cancel);
        working.ForEach(static worker => worker.Abort(null));
    }
}
