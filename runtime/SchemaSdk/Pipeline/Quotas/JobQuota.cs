namespace SchemaSdk.Pipeline.Quotas;

/// <summary>
/// Limits how many inputs of a client's <c>RunManyAsync</c> calls are at the service. All are sent until the service refuses one; the limit
/// is then the number of running jobs. After that, an input is sent when a job ends, and from time to time to probe for capacity.
/// </summary>
/// <remarks>A refused input is sent again only in its turn, so the client does not flood a full service.</remarks>
internal sealed class JobQuota : IDisposable
{
    // The longest time between probes, unless the service asks for a longer delay. Only a probe can show that capacity has grown.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();

    // The queue that was opened last, or from which an input was sent last, is at the end.
    private readonly List<QuotaLine> _lines = [];
    private readonly ClientSettings _settings;
    private readonly long _start;
    private readonly ITimer _timer;
    private Backoff _gap = new(LongestGap);
    private int? _limit;
    private int _running;

    // The number of inputs that are being sent or whose jobs run.
    private int _load;
    private long _takenAt;

    // The time at which the timer fires.
    private long _ringsAt = long.MaxValue;

    // The time of the next probe; null if it is not decided yet.
    private long? _probeAt;

    // The input that probes for capacity and has no answer yet; null while no probe is in flight.
    private QuotaPlace? _probe;

    internal JobQuota(ClientSettings settings)
    {
        (_settings, _start) = (settings, settings.Time.GetTimestamp());

        // The timer outlives the code that creates the client, and should not keep the execution context of that code.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = settings.Time.CreateTimer(
            static quota => ((JobQuota)quota!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // All times are in ticks since the quota was created.
    private long Now => _settings.Time.GetElapsedTime(_start).Ticks;

    private IEnumerable<QuotaLine> Waiting => _lines.Where(static line => line.HeldSince is not null);

    /// <summary>Opens the queue of one <c>RunManyAsync</c> call.</summary>
    internal QuotaLine Open()
    {
        lock (_gate)
        {
            var line = new QuotaLine(this);
            _lines.Add(line);
            return line;
        }
    }

    internal void Close(QuotaLine line)
    {
        lock (_gate)
        {
            _lines.Remove(line);
        }
    }

    /// <summary>Waits for an input's turn; false if the input was held back for too long or its run has ended.</summary>
    internal Task<bool> EnterAsync(QuotaPlace place)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return Task.FromResult(false);
            }

            place.HeldSince ??= Now;
            place.Turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var waiting = place.Line.Waiting;
            waiting.Insert(waiting.FindLastIndex(other => other.HeldSince <= place.HeldSince) + 1, place);
            GoOn();
            return place.Turn.Task;
        }
    }

    internal void Accepted(QuotaPlace place)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return;
            }

            if (place == _probe)
            {
                // The probe found capacity, so the next probe comes soon.
                (_gap, _probeAt) = (new Backoff(LongestGap), null);
            }

            Change(place, QuotaState.Running);
            (_takenAt, place.HeldSince, place.Line.HasDeclined) = (Now, null, false);
            _limit = _running > _limit ? _running : _limit;
            GoOn();
        }
    }

    /// <summary>Records that the service temporarily refused an input.</summary>
    /// <returns>The number of running jobs, and the time until the next probe if no job ends before it.</returns>
    internal (int Running, TimeSpan Next) Refused(QuotaPlace place, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return (_running, TimeSpan.Zero);
            }

            Change(place, QuotaState.Idle);
            place.Line.HasDeclined |= place.HadRoom;

            // If several inputs were in flight together, the longest delay counts.
            place.Line.AskedFor = Math.Max(place.Line.AskedFor, (Now + retryAfter?.Ticks) ?? 0);

            // All queues share the limit, so it is not lowered if the service may still accept the inputs of another queue.
            _limit = place.HadRoom && Waiting.Any(static line => !line.HasDeclined) ? _limit : _running;

            // The delay grows with each probe, and not with each refusal of inputs that were in flight together.
            _probeAt = _probeAt > Now ? _probeAt : Now + _gap.Next(retryAfter: null).Ticks;
            GoOn();
            var next = Math.Max(_probeAt ?? 0, place.Line.AskedFor);
            return (_running, TimeSpan.FromTicks(Math.Max(next - Now, 0)));
        }
    }

    // isOver: whether the run of the input has ended. If so, a submit of that run that waits for its turn is not sent.
    internal void Leave(QuotaPlace place, bool isOver)
    {
        lock (_gate)
        {
            place.IsOver |= isOver;
            _ = place.Line.Waiting.Remove(place) && isOver && place.Turn.TrySetResult(false);

            // An attempt that sent nothing does not restart the time for which the input may be held back.
            place.HeldSince = place.State == QuotaState.Sending ? place.HeldSince : null;
            Change(place, QuotaState.Idle);
            GoOn();
        }
    }

    public void Dispose() => _timer.Dispose();

    // Changes the state of an input, and the counts of inputs in each state.
    private void Change(QuotaPlace place, QuotaState state)
    {
        _probe = place == _probe ? null : _probe;
        _running += (state == QuotaState.Running ? 1 : 0) - (place.State == QuotaState.Running ? 1 : 0);
        var change = (state == QuotaState.Idle ? 0 : 1) - (place.State == QuotaState.Idle ? 0 : 1);
        (_load, place.Line.Load) = (_load + change, place.Line.Load + change);
        place.State = state;
    }

    private void Ring()
    {
        lock (_gate)
        {
            _ringsAt = long.MaxValue;
            GoOn();
        }
    }

    // Sends inputs while the quota allows it, and a probe if it is due. Gives up inputs that waited too long. Schedules the next probe.
    private void GoOn()
    {
        var now = Now;
        while ((_limit is null || _load < _limit) && Waiting.MinBy(static line => (line.HasDeclined, line.Load)) is { } free)
        {
            Send(free, hadRoom: _limit is not null);
        }

        if (_probe is null && _probeAt <= now && Waiting.FirstOrDefault(line => line.AskedFor <= now) is { } tried)
        {
            _probeAt = null;
            _probe = Send(tried, hadRoom: false);
        }

        var next = long.MaxValue;
        foreach (var line in Waiting)
        {
            // If no job runs, no capacity becomes free before the delay that the service asked for has passed. While a probe is in flight,
            // no input is given up, because the service may accept the probe.
            var until = Math.Max(now, _load == 0 ? line.AskedFor : 0);
            while (_probe is null && line.HeldSince is { } since)
            {
                var end = Math.Max(since, _takenAt) + _settings.QuotaBudget.Ticks;
                if (end > until)
                {
                    next = Math.Min(next, end);
                    break;
                }

                var place = line.TakeFirst();
                place.HeldSince = null;
                place.Turn.SetResult(false);
            }
        }

        if (_probe is null && next < long.MaxValue)
        {
            // A last probe is sent before the first input is given up.
            _probeAt = Math.Min(_probeAt ?? now + _gap.Next(retryAfter: null).Ticks, next);
            next = Math.Min(next, Math.Max(_probeAt.Value, Waiting.Min(static line => line.AskedFor)));
        }

        if (next < _ringsAt)
        {
            // The wait is rounded up, because timers count whole milliseconds, and a shorter wait would end too early.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(TimeSpan.FromTicks(Math.Max(next - now, 0)).TotalMilliseconds));
            _ringsAt = next;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private QuotaPlace Send(QuotaLine line, bool hadRoom)
    {
        _lines.Remove(line);
        _lines.Add(line);
        var place = line.TakeFirst();
        Change(place, QuotaState.Sending);
        place.HadRoom = hadRoom;
        place.Turn.SetResult(true);
        return place;
    }
}
