using SchemaSdk.Diagnostics;
using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Jobs;

internal sealed partial class PollScheduler
{
    // Runs on the thread pool, because the polls would otherwise keep the execution context of the call that starts them.
    private void Start()
    {
        lock (_gate)
        {
            if (_isPolling || _isStopped || _places.FirstDue is null)
            {
                return;
            }

            _isPolling = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static scheduler => _ = scheduler.PollDueAsync(), this, preferLocal: false);
    }

    /// <summary>Polls the jobs that are due, each as soon as it gets a slot.</summary>
    private async Task PollDueAsync()
    {
        try
        {
            var next = _line.InFlight.EnterPollAsync(CancellationToken.None);
            while (true)
            {
                var (place, turn) = (await next.ConfigureAwait(false), new PollTurn(_line.Time));
                if (TakeDue(place, turn) is not { } job)
                {
                    return;
                }

                // Entered before this poll can end, because otherwise other calls would overtake the next poll.
                next = _line.InFlight.EnterPollAsync(CancellationToken.None);

                // Each poll runs separately, because application code may run in it and block.
                ThreadPool.UnsafeQueueUserWorkItem(
                    static poll => _ = poll.Scheduler.PollAsync(poll.Job, poll.Turn, poll.Place),
                    (Scheduler: this, Job: job, Turn: turn, Place: place),
                    preferLocal: false);
            }
        }
        catch (OperationCanceledException) when (_line.Stop.IsDisposed)
        {
            // No slot is given out after the client is disposed.
        }
        catch (Exception exception)
        {
            // Only a clock supplied by the application can throw here. The next job that is due starts polling again.
            Log.CallbackThrew(_line.Settings.Log, exception.GetType().Name);
            lock (_gate)
            {
                _isPolling = false;
            }
        }
    }

    /// <summary>Takes the first job that is due; releases the slot if there is none.</summary>
    private JobPoll? TakeDue(RequestPlace place, PollTurn turn)
    {
        JobPoll? job = null;
        try
        {
            lock (_gate)
            {
                job = _isStopped ? null : _places.TakeDue();
                _isPolling = job is not null;
                job?.Turn = turn;
            }
        }
        finally
        {
            if (job is null)
            {
                place.Dispose();
            }
        }

        return job;
    }

    private async Task PollAsync(JobPoll job, PollTurn turn, RequestPlace place)
    {
        PollResult? result;
        try
        {
            if (_line.Exchange.RunsForeignCode)
            {
                place.Enclose();
            }

            job.Exclude(TimeSpan.FromTicks(Math.Max(_clock.Now - job.Wanted, 0)));

            // If a caller leaves after this check, it aborts the turn.
            while ((result = IsWanted(job) ? await job.AskAsync(turn).ConfigureAwait(false) : PollResult.Nothing) is null
                && job.Asked <= TimeSpan.Zero)
            {
                // The job has ended, so the read of its result does not wait for the request budget.
                _reads.Spend();
            }
        }
        catch (Exception exception)
        {
            // Any exception goes to the waiting calls, and the slot is freed.
            result = PollResult.Failed(() => job.Threw(exception));
        }

        place.Dispose();
        Finish(job, result);
    }

    /// <summary>The time until the latest timeout of the calls that wait for a job.</summary>
    internal TimeSpan RemainingOf(JobPoll job)
    {
        lock (_gate)
        {
            return job.Last?.Deadline.Remaining ?? TimeSpan.Zero;
        }
    }

    private bool IsWanted(JobPoll job)
    {
        lock (_gate)
        {
            return job.HasFollowers && !_isStopped && !_line.Stop.IsDisposed;
        }
    }

    // result: null if the service asked for a delay before the result of the job is read.
    private void Finish(JobPoll job, PollResult? result)
    {
        List<JobFollower> told;
        lock (_gate)
        {
            _places.Leave(job);
            job.Turn = null;
            told = Take(job, result ?? PollResult.Nothing);
            job.Wanted = _clock.After(result?.Delay ?? TimeSpan.Zero);
            if (job.HasFollowers && !_isStopped)
            {
                _places.Wait(job, job.Wanted);
            }
        }

        told.ForEach(follower => follower.Tell(result!.Value));
    }
}
