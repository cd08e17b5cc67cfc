using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.InFlight;

namespace SchemaSdk.Jobs;

/// <content>The polls.</content>
internal sealed partial class PollScheduler
{
    // Not within the call that begins it, whose context is not its own.
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

    // Polls what is due, as long as there are places for it.
    private async Task PollDueAsync()
    {
        while (true)
        {
            RequestPlace place;
            try
            {
                place = await _line.InFlight.EnterPollAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The client was disposed.
                return;
            }

            JobPoll? job;
            PollTurn? turn = null;
            lock (_gate)
            {
                job = _isStopped ? null : _places.TakeDue();
                _isPolling = job is not null;
                job?.Turn = turn = new PollTurn(_line.Time, job.Last?.Deadline);
            }

            if (job is null)
            {
                place.Dispose();
                return;
            }

            // Each on its own, since code of the application may run in it, and block.
            ThreadPool.UnsafeQueueUserWorkItem(
                static poll => _ = poll.Scheduler.PollAsync(poll.Job, poll.Turn, poll.Place),
                (Scheduler: this, Job: job, Turn: turn!, Place: place),
                preferLocal: false);
        }
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

            job.Leave(TimeSpan.FromTicks(Math.Max(_clock.Now - job.Wanted, 0)));

            // A caller that leaves after the job is known to be wanted aborts the turn.
            while ((result = IsWanted(job) ? await job.AskAsync(turn).ConfigureAwait(false) : PollResult.Nothing) is null
                && job.Asked <= TimeSpan.Zero)
            {
                // The job has ended, so its result is more urgent than any other poll.
                _reads.Spend();
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, the callers that wait get it, and the place is free again.
            result = PollResult.Failed(() => job.Threw(exception));
        }

        place.Dispose();
        Finish(job, result);
    }

    private bool IsWanted(JobPoll job)
    {
        lock (_gate)
        {
            return job.HasFollowers && !_isStopped && !_line.Stop.IsDisposed;
        }
    }

    // result: null if the service asks to wait before the result of the job is read.
    private void Finish(JobPoll job, PollResult? result)
    {
        List<JobFollower> told;
        lock (_gate)
        {
            _places.Leave(job);
            job.Turn = null;
            told = job.Take(result ?? PollResult.Nothing);
            job.Wanted = _clock.After(result?.Delay ?? TimeSpan.Zero);
            if (job.HasFollowers && !_isStopped)
            {
                _places.Wait(job, job.Wanted);
            }
        }

        told.ForEach(follower => follower.Tell(result!.Value));
    }
}
