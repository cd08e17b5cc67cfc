namespace SchemaSdk.Pipeline.Quotas;

/// <summary>
/// Limits how many inputs of a client's <c>RunManyAsync</c> calls are at the service. There is no limit until the service refuses an input.
/// The limit is then the number of running jobs. From then on, an input is sent when a job ends, and from time to time as a probe.
/// </summary>
/// <remarks>A refused input is sent again only in its turn, so the client does not flood a full service.</remarks>
internal sealed class JobQuota : IDisposable
{
    // The longest time between probes, unless the service asks for a longer delay.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();

    // The queues take turns: a queue moves to the end whenever one of its inputs is sent.
    private readonly List<QuotaQueue> _queues = [];
    private readonly ClientSettings _settings;
    private readonly long _start;
    private readonly ITimer _timer;
    private Backoff _gap = new(LongestGap);
    private int? _limit;
    private int _running;
    private int _load;   // the number of inputs that are being sent or whose jobs are running
    private long _takenAt;   // when the service last accepted an input
    private long _ringsAt = long.MaxValue;   // when the timer fires
    private long? _probeAt;   // when the next probe is sent; null if that is not known yet
    private QuotaTurn? _probe;   // the input that probes for capacity and has no answer yet; null while no probe is in flight

    internal JobQuota(ClientSettings settings)
    {
        (_settings, _start) = (settings, settings.Time.GetTimestamp());

        // The timer must not keep the execution context of the code that creates the client.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = settings.Time.CreateTimer(
            static quota => ((JobQuota)quota!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // All times are in ticks since the quota was created.
    private long Now => _settings.Time.GetElapsedTime(_start).Ticks;

    private IEnumerable<QuotaQueue> Waiting => _queues.Where(static queue => queue.HeldSince is not null);

    internal QuotaQueue Open()
    {
        lock (_gate)
        {
            var queue = new QuotaQueue(this);
            _queues.Add(queue);
            return queue;
        }
    }

    internal void Close(QuotaQueue queue)
    {
        lock (_gate)
        {
            _queues.Remove(queue);
        }
    }

    /// <summary>Waits for an input's turn; false if the input was held back for too long or its run has ended.</summary>
    internal Task<bool> EnterAsync(QuotaTurn turn)
    {
        lock (_gate)
        {
            if (turn.IsOver)
            {
                return Task.FromResult(false);
            }

            turn.HeldSince ??= Now;
            turn.MayBeSent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var waiting = turn.Queue.Waiting;
            waiting.Insert(waiting.FindLastIndex(other => other.HeldSince <= turn.HeldSince) + 1, turn);
            GoOn();
            return turn.MayBeSent.Task;
        }
    }

    internal void Accepted(QuotaTurn turn)
    {
        lock (_gate)
        {
            if (turn.IsOver)
            {
                return;
            }

            if (turn == _probe)
            {
                // The probe found capacity, so the pauses between probes become short again.
                (_gap, _probeAt) = (new Backoff(LongestGap), null);
            }

            Change(turn, QuotaState.Running);
            (_takenAt, turn.HeldSince, turn.Queue.HasDeclined) = (Now, null, false);
            _limit = _running > _limit ? _running : _limit;
            GoOn();
        }
    }

    /// <summary>Records that the service temporarily refused an input.</summary>
    /// <returns>The number of running jobs, and the time until the next probe if no job ends before it.</returns>
    internal (int Running, TimeSpan Next) Refused(QuotaTurn turn, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            if (turn.IsOver)
            {
                return (_running, TimeSpan.Zero);
            }

            Change(turn, QuotaState.Idle);
            turn.Queue.HasDeclined |= turn.HadRoom;

            // The longer delay applies, unless the service has accepted an input since it last asked for a delay.
            var asked = turn.Queue.AskedAt < _takenAt ? 0 : turn.Queue.AskedFor;
            turn.Queue.AskedFor = retryAfter is { } wait ? Math.Max(asked, Now + wait.Ticks) : turn.Queue.AskedFor;
            turn.Queue.AskedAt = retryAfter is null ? turn.Queue.AskedAt : Now;

            // The limit is not lowered while the service may accept another queue's inputs.
            _limit = turn.HadRoom && Waiting.Any(static queue => !queue.HasDeclined) ? _limit : _running;

            // If several inputs in flight are refused together, the delay grows only once.
            _probeAt = _probeAt > Now ? _probeAt : Now + _gap.Next(retryAfter: null).Ticks;
            GoOn();
            var next = Math.Max(_probeAt ?? 0, WaitOf(turn.Queue));
            return (_running, TimeSpan.FromTicks(Math.Max(next - Now, 0)));
        }
    }

    // isOver: true if the run of the input has ended. A submit that still waits for its turn is then not sent.
    // ifRunning: true when a job has ended. If the turn is not running, the job belongs to another submit of the same run.
    internal void Leave(QuotaTurn turn, bool isOver, bool ifRunning = false)
    {
        lock (_gate)
        {
            if (ifRunning && turn.State != QuotaState.Running)
            {
                return;
            }

            turn.IsOver |= isOver;
            _ = turn.Queue.Waiting.Remove(turn) && isOver && turn.MayBeSent.TrySetResult(false);

            // If the attempt sent nothing, the time for which the input may be held back goes on.
            turn.HeldSince = turn.State == QuotaState.Sending ? turn.HeldSince : null;
            Change(turn, QuotaState.Idle);
            GoOn();
        }
    }

    internal TimeSpan LeftOf(QuotaQueue queue)
    {
        lock (_gate)
        {
            return TimeSpan.FromTicks(Math.Max(WaitOf(queue) - Now, 0));
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Change(QuotaTurn turn, QuotaState state)
    {
        _probe = turn == _probe ? null : _probe;
        _running += (state == QuotaState.Running ? 1 : 0) - (turn.State == QuotaState.Running ? 1 : 0);
        var change = (state == QuotaState.Idle ? 0 : 1) - (turn.State == QuotaState.Idle ? 0 : 1);
        (_load, turn.Queue.Load) = (_load + change, turn.Queue.Load + change);
        turn.State = state;
    }

    private void Ring()
    {
        lock (_gate)
        {
            _ringsAt = long.MaxValue;
            GoOn();
        }
    }

    // Sends inputs while the quota allows it. Sends a due probe, and schedules the next one. Gives up on inputs that have waited too long.
    private void GoOn()
    {
        var now = Now;
        while ((_limit is null || _load < _limit) && Waiting.MinBy(static queue => (queue.HasDeclined, queue.Load)) is { } free)
        {
            Send(free, hadRoom: _limit is not null);
        }

        if (_probe is null && _probeAt <= now && Waiting.FirstOrDefault(queue => WaitOf(queue) <= now) is { } tried)
        {
            _probeAt = null;
            _probe = Send(tried, hadRoom: false);
        }

        var next = long.MaxValue;
        foreach (var queue in Waiting)
        {
            // If no job is running, capacity can become free only after the delay that the service asked for.
            // An input that cannot wait that long is given up now, unless a probe is in flight.
            var until = Math.Max(now, _load == 0 ? WaitOf(queue) : 0);
            while (_probe is null && queue.HeldSince is { } since)
            {
                var end = Math.Max(since, _takenAt) + _settings.QuotaBudget.Ticks;
                if (end > until)
                {
                    next = Math.Min(next, end);
                    break;
                }

                var turn = queue.TakeFirst();
                turn.HeldSince = null;
                turn.MayBeSent.SetResult(false);
            }
        }

        if (_probe is null && next < long.MaxValue)
        {
            // Sends one more probe before giving up on the first input.
            _probeAt = Math.Min(_probeAt ?? now + _gap.Next(retryAfter: null).Ticks, next);
            next = Math.Min(next, Math.Max(_probeAt.Value, Waiting.Min(WaitOf)));
        }

        if (next < _ringsAt)
        {
            // Rounded up, because timers count whole milliseconds.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(Math.Max(next - now, 0)).TotalMilliseconds));
            _ringsAt = next;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    // The end of the pause that the service asked for. After an acceptance, the pause applies only while jobs run.
    private long WaitOf(QuotaQueue queue) => _load == 0 && queue.AskedAt < _takenAt ? 0 : queue.AskedFor;

    private QuotaTurn Send(QuotaQueue queue, bool hadRoom)
    {
        _queues.Remove(queue);
        _queues.Add(queue);
        var turn = queue.TakeFirst();
        Change(turn, QuotaState.Sending);
        turn.HadRoom = hadRoom;
        turn.MayBeSent.SetResult(true);
        return turn;
    }
}
