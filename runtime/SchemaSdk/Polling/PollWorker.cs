using System.Threading.Tasks.Sources;

namespace SchemaSdk.Polling;

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

    /// <summary>Ends the request in flight, if it is one for this job; null: whatever it is for.</summary>
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
                var result = await AskAsync(job).ConfigureAwait(false);
                _turn.End();
                while (result is null && job.Asked <= TimeSpan.Zero)
                {
                    // The job has ended: somebody waits for this more than for any other poll.
                    allowance.Spend();
                    result = await AskAsync(job).ConfigureAwait(false);
                    _turn.End();
                }

                if (result is { } told)
                {
                    scheduler.Finish(job, told);
                }
                else
                {
                    scheduler.AskAgain(job);
                }
            }

            await new ValueTask(this, _work.Version).ConfigureAwait(false);
        }
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
