namespace SchemaSdk.Jobs.Polling;

/// <content>The polls.</content>
internal sealed partial class PollScheduler
{
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

        try
        {
            if (await ResultOfAsync(job, turn).ConfigureAwait(false) is { } told)
            {
                Finish(job, told);
            }
            else
            {
                AskAgain(job);
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, the callers that wait get it, and the place is free again.
            Finish(job, PollResult.Failed(() => job.Threw(exception)));
        }

        if (turn.HasPlace)
        {
            _line.InFlight.Return(isPoll: true);
        }

        Start();
    }

    // Null if the service asks to wait before the result of the job is read.
    private async ValueTask<PollResult?> ResultOfAsync(PolledJob job, PollTurn turn)
    {
        if (job.Expired() is { } expired)
        {
            return PollResult.Failed(expired);
        }

        job.Leave(TimeSpan.FromTicks(Math.Max(_clock.Now - job.Wanted, 0)));

        // A caller that leaves after the job is known to be wanted aborts the turn.
        PollResult? result;
        while ((result = IsWanted(job) ? await job.AskAsync(turn).ConfigureAwait(false) : PollResult.Nothing) is null
            && job.Asked <= TimeSpan.Zero)
        {
            // The job has ended, so its result is more urgent than any other poll.
            _reads.Spend();
        }

        return result;
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
}
