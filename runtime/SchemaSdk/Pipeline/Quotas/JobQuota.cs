using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;

namespace SchemaSdk.Pipeline.Quotas;

/// <summary>
/// The inputs of all <c>RunManyAsync</c> of a client, of which only as many are at the service as it takes. At first that is any number.
/// Once it says "not now", it is how many run then: one more is sent when one has ended, and now and then to see whether there is room.
/// </summary>
/// <remarks>An input that is refused is sent again only by its turn, so that a full service hears of the client once in a while.</remarks>
internal sealed class JobQuota : IDisposable
{
    // Nothing else tells that there is room.
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

    // When one is sent to see whether there is room; null: not decided, or it is on its way.
    private long? _lookAt;

    // When the service asked to come back; null: it did not say.
    private long? _askedFor;

    internal JobQuota(ClientSettings settings)
    {
        _budget = settings.QuotaBudget;
        _clock = new AlarmClock(settings.Time, Ring);
    }

    /// <summary>Begins a line, for the inputs of one <c>RunManyAsync</c>.</summary>
    // held: told of one more, or one less, that is held back.
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

    /// <summary>Lets an input wait for its turn.</summary>
    /// <returns>Ends with true when it may be sent, with false when it was held back for too long or its run has ended.</returns>
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

    /// <summary>The service has taken an input.</summary>
    internal void Accepted(QuotaPlace place)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return;
            }

            place.State = QuotaState.Running;
            _takenAt = _clock.Now;
            place.Line.Taken(_takenAt);
            _sending--;
            _running++;
            _limit = _running > _limit ? _running : _limit;
            if (place.IsLook)
            {
                // The next look for more is soon.
                (_gap, _lookAt) = (new Backoff(LongestGap), null);
            }

            GoOn();
        }
    }

    /// <summary>The service does not take an input now.</summary>
    /// <returns>How many jobs run, and when one is sent again if none of them ends before.</returns>
    internal (int Running, TimeSpan Next) Refused(QuotaPlace place, TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            if (place.IsOver)
            {
                return (_running, TimeSpan.Zero);
            }

            place.Line.Load--;
            place.State = QuotaState.Idle;
            _sending--;
            _limit = _running;
            Postpone(place, retryAfter);
            GoOn();
            return (_running, TimeSpan.FromTicks(Math.Max((_lookAt ?? _clock.Now) - _clock.Now, 0)));
        }
    }

    /// <summary>An input is not sent, not waited for or not run any more.</summary>
    // isOver: whether it is so for good.
    internal void Leave(QuotaPlace place, bool isOver)
    {
        lock (_gate)
        {
            place.IsOver |= isOver;
            place.Line.Left(place);
            _sending -= place.State == QuotaState.Sending ? 1 : 0;
            _running -= place.State == QuotaState.Running ? 1 : 0;
            place.Line.Load -= place.State is QuotaState.Sending or QuotaState.Running ? 1 : 0;
            place.State = QuotaState.Idle;
            GoOn();
        }
    }

    public void Dispose() => _clock.Dispose();

    // Those that were on their way together count as one refusal. Of them, only the longest wait matters.
    private void Postpone(QuotaPlace place, TimeSpan? retryAfter)
    {
        long? asked = retryAfter is { } wait ? _clock.After(wait) : null;
        if (place.Refusals == _refusals)
        {
            _refusals++;
            (_askedFor, _lookAt) = (asked, _clock.After(_gap.Next(retryAfter)));
        }
        else if (asked is not null && !(asked <= _askedFor))
        {
            _askedFor = asked;
            _lookAt = asked < _lookAt ? _lookAt : asked;
        }
    }

    private void Ring()
    {
        lock (_gate)
        {
            _clock.Rang();
            if (_sending == 0 && _lookAt <= _clock.Now && First() is { } line)
            {
                _lookAt = null;
                Send(line, isLook: true);
            }

            GoOn();
        }
    }

    // Sends what there is room for, gives up what there will be none for in its time, and sees to the next look.
    private void GoOn()
    {
        while ((_limit is null || _running + _sending < _limit) && First() is { } line)
        {
            Send(line, isLook: false);
        }

        // Where none runs, nothing makes room before the service asks to come back.
        var now = _clock.Now;
        var until = _running + _sending == 0 && _askedFor > now ? _askedFor.Value : now;
        var next = long.MaxValue;
        foreach (var line in _lines.Where(static line => line.IsWaiting))
        {
            var end = Math.Max(line.WaitsSince!.Value, _takenAt) + _budget.Ticks;
            if (end <= until)
            {
                line.GiveUp();
            }
            else
            {
                next = Math.Min(next, end);
            }
        }

        if (_sending == 0 && next < long.MaxValue)
        {
            _lookAt ??= _clock.After(_gap.Next(retryAfter: null));
            next = Math.Min(next, _lookAt.Value);
        }

        _clock.Ring(next);
    }

    // That which has the fewest jobs, and among equals the one of which none was taken for the longest.
    private QuotaLine? First() => _lines.Where(static line => line.IsWaiting).MinBy(static line => (line.Load, line.TakenAt));

    private void Send(QuotaLine line, bool isLook)
    {
        var place = line.Next();
        (place.State, place.IsLook, place.Refusals) = (QuotaState.Sending, isLook, _refusals);
        line.Load++;
        _sending++;
        place.Turn.SetResult(true);
    }
}
