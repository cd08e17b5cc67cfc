using SchemaSdk.Jobs.Polling;
using SchemaSdk.Pipeline.Line;

namespace SchemaSdk.Jobs;

internal sealed partial class PollScheduler
{
    private readonly DueQueue<JobFollower> _ends = new(static (follower, end) => follower.EndsAt == end);

    // One timer, for the call with the earliest timeout.
    private CancellationTokenSource? _limit;
    private long _limitAt = long.MaxValue;

    private void LimitFirst()
    {
        if (_ends.Next >= _limitAt)
        {
            return;
        }

        if (_limit is null)
        {
            _limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _line.Time);
            _limit.Token.UnsafeRegister(static scheduler => ((PollScheduler)scheduler!).EndLate(), this);
        }

        _limitAt = _ends.Next;
        _limit.CancelAfter(AlarmClock.Wait(_limitAt - _clock.Now));
    }

    private void EndLate()
    {
        List<JobFollower> late = [];
        lock (_gate)
        {
            (_limit, _limitAt) = (null, long.MaxValue);
            while (_ends.TakeDue(_clock.Now) is { } follower)
            {
                Drop(follower);
                late.Add(follower);
            }

            if (!_isStopped)
            {
                LimitFirst();
            }
        }

        foreach (var follower in late)
        {
            AbortUnwanted(follower.Poll);
            follower.TimeIsUp();
        }
    }
}
