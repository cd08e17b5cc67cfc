using System.Runtime.CompilerServices;
using SchemaSdk.Errors;
using SchemaSdk.Http;
using SchemaSdk.Jobs;
using SchemaSdk.Telemetry;

namespace SchemaSdk.Polling;

/// <summary>Asks for one job after the other, for as long as there are any that are due.</summary>
internal sealed class PollWorker(ClientContext context, PollScheduler scheduler) : IThreadPoolWorkItem
{
    private static readonly PollResult Nothing = new(null, default, null);

    private readonly object _gate = new();

    // The job of the request in flight, and what ends that. It is kept for the next request while it has ended none.
    private PolledJob? _job;
    private CancellationTokenSource? _time;

    // Of its last request, where the application's code ran within that.
    private RequestPlace? _place;

    public void Execute() => _ = RunAsync();

    /// <summary>Ends the request in flight, if it is one for this job; null: whatever it is for.</summary>
    internal void Abort(PolledJob? job)
    {
        CancellationTokenSource? time;
        lock (_gate)
        {
            if (_job is null || (job is not null && job != _job))
            {
                return;
            }

            (time, _time, _job) = (_time, null, null);
        }

        if (time is not null)
        {
            context.CancelAside(time);
        }
    }

    private async Task RunAsync()
    {
        for (var hasPlace = true; scheduler.Next(this, hasPlace) is { } job; hasPlace = KeepsPlace())
        {
            _place = context.Exchange.RunsForeignCode ? new RequestPlace(context.InFlight, isPoll: true, TimeSpan.Zero) : null;
            if (await AskAsync(job).ConfigureAwait(false) is { } result)
            {
                scheduler.Finish(job, result);
            }
            else
            {
                scheduler.AskAgain(job);
            }
        }
    }

    /// <summary>Keeps its place for the next request, unless a call of the application has it, or one is to go first.</summary>
    private bool KeepsPlace()
    {
        if (_place?.TryKeep() == false)
        {
            return false;
        }

        if (!context.InFlight.MayPollOn())
        {
            context.InFlight.Return(isPoll: true);
            return false;
        }

        return true;
    }

    /// <summary>Null: ask again.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PollResult?> AskAsync(PolledJob job)
    {
        var poll = job.Poll;
        try
        {
            while (true)
            {
                var sentAt = context.Time.GetTimestamp();
                if (await AttemptAsync(job).ConfigureAwait(false) is not { } attempt)
                {
                    return Nothing;
                }

                if (poll.Take(attempt, sentAt) is { } result)
                {
                    return result;
                }

                if (poll.Asked > TimeSpan.Zero)
                {
                    return null;
                }

                // The job has ended: somebody waits for this more than for any other poll.
                context.Budget.Spend();
            }
        }
        catch (ModelConfigurationException exception)
        {
            return Failed(job, errors => errors.Token(exception));
        }
        catch (Exception exception)
        {
            return Failed(job, errors => errors.PollThrew(exception));
        }
    }

    private static PollResult Failed(PolledJob job, Func<JobErrors, Exception> error) => new(null, default, () => error(job.Poll.Job.Errors));

    /// <summary>One attempt; null: nobody waits for it any more.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ApiAttempt?> AttemptAsync(PolledJob job)
    {
        var time = Begin(job);
        _place?.Enclose();
        RequestSpan? span = null;
        try
        {
            // Who leaves after this ends it.
            if (context.Disposed.IsCancellationRequested || !scheduler.IsWanted(job))
            {
                return null;
            }

            time.CancelAfter(job.Poll.Timeout);
            context.Telemetry.Polled(job.Poll.Job.ModelId, job.Poll.Call);
            span = RequestSpan.Start(job.Poll.Job.Telemetry, job.Poll.Call);
            var attempt = await context.Exchange.ReadAsync(job.Poll.Address, time.Token).ConfigureAwait(false);
            span?.Answered(attempt);
            return TryEnd(time) ? attempt : null;
        }
        catch (OperationCanceledException exception) when (time.IsCancellationRequested)
        {
            if (!TryEnd(time))
            {
                return null;
            }

            var late = new ApiAttempt { Failure = AttemptFailure.TimedOut, Cause = exception };
            span?.Answered(late);
            return late;
        }
        finally
        {
            span?.Dispose();
            if (!TryKeep(time))
            {
                time.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    private CancellationTokenSource Begin(PolledJob job)
    {
        lock (_gate)
        {
            _job = job;
            return _time ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Time);
        }
    }

    /// <summary>Keeps it for the next request, if it can still not end that: neither by its time, which may just be up, nor by an abort.</summary>
    // TryReset also lets go of what handlers of the application registered for this request. It refuses clocks other than the system's.
    private bool TryKeep(CancellationTokenSource time)
    {
        lock (_gate)
        {
            _job = null;
            if (_time == time && time.TryReset())
            {
                return true;
            }

            _time = null;
            return false;
        }
    }

    /// <summary>False: it was aborted.</summary>
    private bool TryEnd(CancellationTokenSource time)
    {
        lock (_gate)
        {
            _job = null;
            return _time == time;
        }
    }
}
