using System.Threading.Tasks.Sources;

namespace SchemaSdk.Jobs.Polling;

/// <summary>Asks for one job after the other while there are any that are due, and rests between.</summary>
internal sealed class PollWorker(PollScheduler scheduler, IPollAllowance allowance, TimeProvider time)
    : IThreadPoolWorkItem, IValueTaskSource
{
    private readonly PollTurn _turn = new(time, allowance);
    private ManualResetValueTaskSourceCore<bool> _work;
    private bool _hasBegun;

    /// <summary>Goes to work.</summary>
    // One that rests is in the middle of its work: what that consists of is not made anew for each poll.
    public void Execute()
    {
        if (_hasBegun)
        {
            _work.SetResult(true);
            return;
        }

        _hasBegun = true;
        _ = RunAsync();
    }

    /// <summary>Ends the request in flight if it is one for this job; null ends any request.</summary>
    internal void Abort(PolledJob? job) => _turn.Abort(job);

    void IValueTaskSource.GetResult(short token) => _work.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _work.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _work.OnCompleted(continuation, state, token, flags);

    private async Task RunAsync()
    {
        while (true)
        {
            // Before it is given to rest: it may be sent to work again before it has come to that.
            _work.Reset();
            for (_turn.HasPlace = true; scheduler.Next(this, _turn.HasPlace) is { } job; KeepPlace())
            {
                // Its own, or one that was taken for this job: either way it is the worker that gives it back.
                _turn.HasPlace = true;
                while (!TryTell(job, await AskAsync(job).ConfigureAwait(false)))
                {
                    // The job has ended: somebody waits for this more than for any other poll.
                    allowance.Spend();
                }
            }

            await new ValueTask(this, _work.Version).ConfigureAwait(false);
        }
    }

    /// <summary>Tells what came of an attempt.</summary>
    /// <returns>False if the result of the job is to be asked for at once.</returns>
    // Apart: what a worker has told, it does not hold on to while it rests.
    private bool TryTell(PolledJob job, PollResult? result)
    {
        _turn.End();
        if (result is { } told)
        {
            scheduler.Finish(job, told);
            return true;
        }

        if (job.Asked > TimeSpan.Zero)
        {
            scheduler.AskAgain(job);
            return true;
        }

        return false;
    }

    private ValueTask<PollResult?> AskAsync(PolledJob job)
    {
        _turn.Begin(job);

        // Who leaves after this ends it.
        return scheduler.IsWanted(job) ? job.AskAsync(_turn) : new ValueTask<PollResult?>(PollResult.Nothing);
    }

    /// <summary>Keeps its place for the next request, unless a call of the application has it, or one is to go first.</summary>
    private void KeepPlace()
    {
        if (_turn.HasPlace && !allowance.MayGoOn())
        {
            allowance.Return();
            _turn.HasPlace = false;
        }
    }
}
