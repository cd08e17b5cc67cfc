using SchemaSdk.Http;
using SchemaSdk.Jobs;

namespace SchemaSdk.Polling;

/// <summary>Asks for one job after the other, for as long as there are any that are due.</summary>
internal sealed class PollWorker(ClientContext context, PollScheduler scheduler) : IThreadPoolWorkItem
{
    // One for all attempts that are answered in time.
    private CancellationTokenSource _time = new(Timeout.InfiniteTimeSpan, context.Time);

    public void Execute() => _ = RunAsync();

    /// <summary>Ends the request in flight; the client is disposed.</summary>
    internal void Stop() => Volatile.Read(ref _time).Cancel();

    private async Task RunAsync()
    {
        while (scheduler.Next(this) is { } job)
        {
            if (await AskAsync(job.Poll).ConfigureAwait(false) is { } result)
            {
                scheduler.Finish(job, result);
            }
            else
            {
                scheduler.AskAgain(job);
            }
        }
    }

    /// <summary>Null: ask again.</summary>
    private async Task<PollResult?> AskAsync(JobPoll poll)
    {
        var job = poll.Job;
        try
        {
            while (true)
            {
                context.Disposed.ThrowIfCancellationRequested();
                var attempt = await AttemptAsync(poll.Address, poll.Timeout).ConfigureAwait(false);
                context.Disposed.ThrowIfCancellationRequested();
                if (poll.Take(attempt) is { } result)
                {
                    return result;
                }

                if (!poll.IsLastLook && context.Pause.Remaining > TimeSpan.Zero)
                {
                    return null;
                }

                // The job has ended: somebody waits for this more than for any other poll.
                context.Budget.Spend();
            }
        }
        catch (ModelConfigurationException exception)
        {
            return new PollResult(null, default, () => job.Errors.Token(exception));
        }
        catch (Exception exception)
        {
            return new PollResult(null, default, () => job.Errors.PollThrew(exception));
        }
    }

    private async Task<ApiAttempt> AttemptAsync(Uri address, TimeSpan timeout)
    {
        if (_time.IsCancellationRequested)
        {
            Volatile.Write(ref _time, new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Time));
        }

        var time = _time;
        time.CancelAfter(timeout);
        try
        {
            // Handlers of the application may ignore the token; the worker does not.
            return await context.Exchange.SendAsync(HttpMethod.Get, address, content: null, time.Token).WaitAsync(time.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (time.IsCancellationRequested)
        {
            return new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = exception };
        }
        finally
        {
            time.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }
}
