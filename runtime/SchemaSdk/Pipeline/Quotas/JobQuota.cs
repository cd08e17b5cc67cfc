using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Pipeline.Quotas;

/// <summary>
/// Limits how many inputs of a client's <c>RunManyAsync</c> calls are at the service. All are sent until the service refuses one; the limit
/// is then the number of running jobs. After that, an input is sent when a job ends, and from time to time to probe for capacity.
/// </summary>
/// <remarks>A refused input is sent again only in its turn, so the client does not flood a full service.</remarks>
internal sealed class JobQuota : IDisposable
{
    // The longest time between probes, unless the service asks for a longer delay. Without probes, the client would not notice free
    // capacity.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly List<QuotaLine> _lines = [];
    private readonly TimeSpan _budget;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private Backoff _gap = new(LongestGap);
    private int? _limit;
    private int _running;
    private int _sending;
    private int _refusals;
    private long _takenAt;

    // The time at which the timer fires.
    private long _ringsAt = long.MaxValue;

    // The time of the next probe; null if it is not decided yet.
    private long? _probeAt;
    private bool _isProbing;

    internal JobQuota(ClientSettings settings)
    {
        (_budget, _time, _start) = (settings.QuotaBudget, settings.Time, settings.Time.GetTimestamp());

        // The timer outlives the code that creates the client, and should not keep the execution context of that code.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = _time.CreateTimer(static quota => ((JobQuota)quota!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // All times are in ticks since the quota was created.
    private long Now => _time.GetElapsedTime(_start).Ticks;

    private IEnumerable<QuotaLine> Waiting => _lines.Where(static line => line.HeldSince is not null);

    /// <summary>Opens the queue of one <c>RunManyAsync</c> call.</summary>
    // held: called with 1 when an input is held back, and with -1 when its wait ends.
    internal QuotaLine Open(Action<int> held)
    {
        lock (_gate)
        {
            var line = new QuotaLine(this, held);
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
            place.Line.Waiting.Add(place);
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

            if (place.IsProbe)
            {
                // The probe found capacity, so the next probe comes soon.
                (_gap, _probeAt) = (new Backoff(LongestGap), null);
            }

            Change(place, QuotaState.Running);
            (_takenAt, place.HeldSince) = (Now, null);
            (place.Line.TakenAt, place.Line.HasDeclined) = (_takenAt, false);
            _limit = _running > _limit ? _running : _limit;
            GoOn();
        }
    }

    /// <summary>Records that the service refused an input for now.</summary>
    /// <returns>The number of running jobs, and the time until the next probe if none of them ends first.</returns>
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
            if (retryAfter is { } wait)
            {
                // If several inputs were in flight together, the longest delay counts.
                place.Line.AskedFor = Math.Max(place.Line.AskedFor ?? 0, After(wait));
            }

            // The limit stays if the service may still accept the inputs of another queue.
            _limit = place.HadRoom && Waiting.Any(static line => !line.HasDeclined) ? _limit : _running;

            // Refusals of inputs that were in flight together count as one.
            if (place.Refusals == _refusals)
            {
                _refusals++;
                _probeAt = After(_gap.Next(retryAfter: null));
            }

            GoOn();
            var next = Math.Max(_probeAt ?? 0, place.Line.AskedFor ?? 0);
            return (_running, TimeSpan.FromTicks(Math.Max(next - Now, 0)));
        }
    }

    // isOver: whether the run of the input has ended.
    internal void Leave(QuotaPlace place, bool isOver)
    {
        lock (_gate)
        {
            place.IsOver |= isOver;
            place.Line.Waiting.Remove(place);

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
        _isProbing &= place is not { State: QuotaState.Sending, IsProbe: true };
        _sending += Count(state == QuotaState.Sending) - Count(place.State == QuotaState.Sending);
        _running += Count(state == QuotaState.Running) - Count(place.State == QuotaState.Running);
        place.Line.Load += Count(state != QuotaState.Idle) - Count(place.State != QuotaState.Idle);
        place.State = state;

        static int Count(bool isIn) => isIn ? 1 : 0;
    }

    private void Ring()
    {
        lock (_gate)
        {
            _ringsAt = long.MaxValue;
            var now = Now;
            var ready = Waiting.Where(line => !(line.AskedFor > now));
            if (!_isProbing && _probeAt <= now && ready.MinBy(static line => line.TriedAt) is { } line)
            {
                (_probeAt, _isProbing) = (null, true);
                Send(line, isProbe: true);
            }

            GoOn();
        }
    }

    // Sends the inputs for which there is capacity, gives up those that have waited too long, and schedules the next probe.
    private void GoOn()
    {
        while ((_limit is null || _running + _sending < _limit)
            && Waiting.MinBy(static line => (line.HasDeclined, line.Load, line.TakenAt)) is { } line)
        {
            Send(line, isProbe: false);
        }

        var next = long.MaxValue;
        foreach (var line in Waiting)
        {
            // If no job runs, no capacity becomes free before the delay that the service asked for has passed.
            var until = Math.Max(Now, _running + _sending == 0 ? line.AskedFor ?? 0 : 0);
            while (line.HeldSince is { } since)
            {
                var end = Math.Max(since, _takenAt) + _budget.Ticks;
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

        if (!_isProbing && next < long.MaxValue)
        {
            // A last probe is sent before the first input is given up.
            _probeAt = Math.Min(_probeAt ?? After(_gap.Next(retryAfter: null)), next);
            next = Math.Min(next, Math.Max(_probeAt.Value, Waiting.Min(static line => line.AskedFor ?? 0)));
        }

        if (next < _ringsAt)
        {
            // The wait is rounded up. Otherwise, the timer would fire too early, and then a second time immediately.
            _ringsAt = next;
            var wait = Math.Ceiling(TimeSpan.FromTicks(Math.Max(next - Now, 0)).TotalMilliseconds);
            _timer.Change(TimeSpan.FromMilliseconds(wait), Timeout.InfiniteTimeSpan);
        }
    }

    // Rounded up, because timers count whole milliseconds.
    private long After(TimeSpan delay) => Now + (long)Math.Ceiling(Math.Max(delay.TotalMilliseconds, 0)) * TimeSpan.TicksPerMillisecond;

    private void Send(QuotaLine line, bool isProbe)
    {
        line.TriedAt = Now;
        var place = line.TakeFirst();
        Change(place, QuotaState.Sending);
        (place.IsProbe, place.HadRoom, place.Refusals) = (isProbe, !isProbe && _limit is not null, _refusals);
        place.Turn.SetResult(true);
    }
}
