using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Pipeline.Quotas;

/// <summary>
/// Limits how many inputs of a client's <c>RunManyAsync</c> calls are at the service. All are sent until the service refuses one; the limit
/// is then the number of running jobs. Another is sent when a job has ended, and from time to time to check for room.
/// </summary>
/// <remarks>A refused input is sent again only in its turn, so the client does not flood a full service.</remarks>
internal sealed class JobQuota : IDisposable
{
    // Without this check, the client would not learn that there is room.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly List<QuotaLine> _lines = [];
    private readonly TimeSpan _budget;
    private readonly AlarmClock _clock;
    private Backoff _gap = new(LongestGap);
    private int? _limit;
    private int _running;
    private int _sending;
    private int _refusals;
    private long _takenAt;

    // When an input is sent to check for room; null: not decided.
    private long? _lookAt;
    private bool _isLooking;

    internal JobQuota(ClientSettings settings)
    {
        _budget = settings.QuotaBudget;
        _clock = new AlarmClock(settings.Time, Ring);
    }

    /// <summary>Opens a line for the inputs of one <c>RunManyAsync</c>.</summary>
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

    /// <summary>Makes an input wait for its turn.</summary>
    /// <returns>True when it may be sent; false if it was held back for too long or its run has ended.</returns>
    internal Task<bool> EnterAsync(QuotaPlace place)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return Task.FromResult(false);
            }

            place.Line.Add(place, _clock.Now);
            GoOn();
            return place.Turn.Task;
        }
    }

    /// <summary>Records that the service has accepted an input.</summary>
    internal void Accepted(QuotaPlace place)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return;
            }

            if (place.IsLook)
            {
                // The next check for room is soon.
                (_gap, _lookAt) = (new Backoff(LongestGap), null);
            }

            EndSending(place);
            (place.State, place.HeldSince) = (QuotaState.Running, null);
            _takenAt = _clock.Now;
            place.Line.Taken(_takenAt);
            _running++;
            _limit = _running > _limit ? _running : _limit;
            GoOn();
        }
    }

    /// <summary>Records that the service refuses an input for now.</summary>
    /// <returns>How many jobs run, and when an input is sent again if none of them ends before.</returns>
    internal (int Running, TimeSpan Next) Refused(QuotaPlace place, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return (_running, TimeSpan.Zero);
            }

            EndSending(place);
            place.State = QuotaState.Idle;
            place.Line.Load--;
            place.Line.Refused(retryAfter is { } wait ? _clock.After(wait) : null, place.HadRoom);

            // The service may still accept the inputs of another line.
            _limit = place.HadRoom && Waiting.Any(static line => !line.HasDeclined) ? _limit : _running;

            // Refusals of inputs that were in flight together count as one.
            if (place.Refusals == _refusals)
            {
                _refusals++;
                _lookAt = _clock.After(_gap.Next(retryAfter: null));
            }

            GoOn();
            var next = Math.Max(_lookAt ?? 0, place.Line.AskedFor ?? 0);
            return (_running, TimeSpan.FromTicks(Math.Max(next - _clock.Now, 0)));
        }
    }

    /// <summary>Records that an input is not sent, not waited for or not run any more.</summary>
    // isOver: whether that is final.
    internal void Leave(QuotaPlace place, bool isOver)
    {
        lock (_gate)
        {
            place.IsOver |= isOver;
            place.Line.Remove(place);
            place.Line.Load -= place.State is QuotaState.Sending or QuotaState.Running ? 1 : 0;
            _running -= place.State == QuotaState.Running ? 1 : 0;
            EndSending(place);
            (place.State, place.HeldSince) = (QuotaState.Idle, null);
            GoOn();
        }
    }

    public void Dispose() => _clock.Dispose();

    private void EndSending(QuotaPlace place)
    {
        if (place.State == QuotaState.Sending)
        {
            _sending--;
            _isLooking &= !place.IsLook;
        }
    }

    private void Ring()
    {
        lock (_gate)
        {
            _clock.Rang();
            var now = _clock.Now;
            var ready = Waiting.Where(line => !(line.AskedFor > now));
            if (!_isLooking && _lookAt <= now && ready.MinBy(static line => line.TriedAt) is { } line)
            {
                (_lookAt, _isLooking) = (null, true);
                Send(line, isLook: true);
            }

            GoOn();
        }
    }

    // Sends what there is room for, gives up what would wait too long, and schedules the next check for room.
    private void GoOn()
    {
        while ((_limit is null || _running + _sending < _limit)
            && Waiting.MinBy(static line => (line.HasDeclined, line.Load, line.TakenAt)) is { } line)
        {
            Send(line, isLook: false);
        }

        var next = long.MaxValue;
        foreach (var line in Waiting)
        {
            // If no job runs, there is no room before the service's delay is over.
            var until = Math.Max(_clock.Now, _running + _sending == 0 ? line.AskedFor ?? 0 : 0);
            while (line.HeldSince is { } since)
            {
                var end = Math.Max(since, _takenAt) + _budget.Ticks;
                if (end > until)
                {
                    next = Math.Min(next, end);
                    break;
                }

                line.GiveUpFirst();
            }
        }

        if (!_isLooking && next < long.MaxValue)
        {
            // There is a last check for room before the first input is given up.
            _lookAt = Math.Min(_lookAt ?? _clock.After(_gap.Next(retryAfter: null)), next);
            next = Math.Min(next, Math.Max(_lookAt.Value, Waiting.Min(static line => line.AskedFor ?? 0)));
        }

        _clock.Ring(next);
    }

    private IEnumerable<QuotaLine> Waiting => _lines.Where(static line => line.HeldSince is not null);

    private void Send(QuotaLine line, bool isLook)
    {
        var place = line.Next(_clock.Now);
        (place.State, place.IsLook, place.HadRoom, place.Refusals) =
            (QuotaState.Sending, isLook, !isLook && _limit is not null, _refusals);
        line.Load++;
        _sending++;
        place.Turn.SetResult(true);
    }
}
