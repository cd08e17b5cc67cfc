namespace SchemaSdk.Pipeline.Quotas;

/// <summary>
/// The inputs of one <c>RunManyAsync</c>, of which only as many are at the service as it takes. At first that is any number. Once it says
/// "not now", it is how many run then: one more is sent when one has ended, and now and then to see whether there is room again.
/// </summary>
/// <remarks>An input that is refused is sent again only by its turn, so that a full service hears of a line once in a while.</remarks>
internal sealed class QuotaLine : IDisposable
{
    private readonly QuotaLines _lines;
    private readonly Action<int> _held;
    private readonly HeldInputs _waiting;
    private readonly QuotaLook _look = new();
    private readonly QuotaTimer _timer;
    private long _numbers;
    private int _sending;
    private int? _limit;
    private int _refusals;
    private bool _hasDeclined;
    private TimeSpan _takenAt;

    internal QuotaLine(QuotaLines lines, Action<int> held)
    {
        (_lines, _held, _takenAt) = (lines, held, lines.Now);
        _waiting = new HeldInputs(lines.Settings.QuotaBudget);
        _timer = new QuotaTimer(lines.Settings.Time, Ring);
    }

    /// <summary>The number of its jobs at the service, as far as is known.</summary>
    internal int Running { get; private set; }

    internal bool IsWaiting => _waiting.Any;

    /// <summary>True if it takes another line's room; false after such room was of no use, until it looks again or is taken.</summary>
    internal bool WantsRoom => IsWaiting && _sending == 0 && !_hasDeclined;

    private int Load => Running + _sending;

    internal QuotaPlace NewPlace() => new(this, Interlocked.Increment(ref _numbers));

    internal bool IsBefore(QuotaLine other) => Load < other.Load || (Load == other.Load && _takenAt < other._takenAt);

    internal async Task<bool> EnterAsync(QuotaPlace place, CancellationToken stop)
    {
        TimeSpan start;
        Task<bool> turn;
        lock (_lines.Gate)
        {
            if (place.IsOver)
            {
                return false;
            }

            start = _lines.Now;
            _waiting.Add(place, start);
            turn = place.Turn.Task;
            GoOn();
            if (place.State == QuotaState.Sending)
            {
                return true;
            }
        }

        _held(1);
        try
        {
            return await turn.WaitAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            _held(-1);
            place.Held += _lines.Now - start;
        }
    }

    internal void Accepted(QuotaPlace place)
    {
        lock (_lines.Gate)
        {
            if (place.IsOver)
            {
                return;
            }

            (place.State, place.HeldSince, place.Lender) = (QuotaState.Running, null, null);
            (_takenAt, _hasDeclined) = (_lines.Now, false);
            _sending--;
            Running++;
            _limit = Running > _limit ? Running : _limit;
            if (place.IsProbe)
            {
                _look.Hasten();
            }

            GoOn();
        }
    }

    internal (int Running, TimeSpan Next) Refused(QuotaPlace place, TimeSpan? retryAfter)
    {
        lock (_lines.Gate)
        {
            var now = _lines.Now;
            if (place.IsOver)
            {
                return (Running, TimeSpan.Zero);
            }

            place.State = QuotaState.Idle;
            _sending--;
            _limit = Running;

            if (place.Refusals == _refusals)
            {
                _refusals++;
                _look.Postpone(now, retryAfter);
            }
            else
            {
                _look.PostponeNoMoreThanAsked(now, retryAfter);
            }

            GiveBack(place, hasDeclined: true);
            GoOn();
            return (Running, (_look.At ?? now) - now);
        }
    }

    /// <summary>An input is not sent, not waited for or not run any more.</summary>
    // isOver: whether it is so for good.
    internal void Leave(QuotaPlace place, bool isOver)
    {
        lock (_lines.Gate)
        {
            place.IsOver |= isOver;
            var from = place.State;
            place.State = QuotaState.Idle;
            if (from == QuotaState.Waiting)
            {
                _waiting.Remove(place);
                GoOn();
            }
            else if (from == QuotaState.Sending)
            {
                _sending--;
                GiveBack(place, hasDeclined: false);
                GoOn();
            }
            else if (from == QuotaState.Running)
            {
                Running--;
                _lines.Offer(this);
            }
        }
    }

    /// <summary>Sends what there is room for, gives up what there will be none for in its time, and sees to the next look.</summary>
    internal void GoOn()
    {
        while (IsWaiting && (_limit is null || Load < _limit))
        {
            Send(_waiting.First);
        }

        var now = _lines.Now;
        if (IsWaiting && _sending == 0)
        {
            _look.Settle(now, _waiting.End);
            if (_look.Asked > _waiting.End && !_lines.IsAnyRunning)
            {
                // Nothing makes room in their time.
                _waiting.GiveUp(_look.Asked.Value, _takenAt);
            }
        }

        if (_waiting.End <= now)
        {
            _waiting.GiveUp(now, _takenAt);
        }

        _timer.Set(!IsWaiting ? null : _sending > 0 || _waiting.End < _look.At ? _waiting.End : _look.At, now);
    }

    /// <summary>Lets another line have the room of a job that has ended.</summary>
    /// <returns>Who gets it back, if the other cannot use it.</returns>
    internal QuotaLine? Lend()
    {
        _limit -= IsWaiting ? 1 : 0;
        return IsWaiting ? this : null;
    }

    /// <summary>Sends one more, into the room of another line.</summary>
    internal void Take(QuotaLine? lender)
    {
        var place = _waiting.First;
        place.Lender = lender ?? this;
        Send(place);
        GoOn();
    }

    public void Dispose()
    {
        lock (_lines.Gate)
        {
            _lines.Close(this);
            _timer.Dispose();
        }
    }

    private void Ring()
    {
        lock (_lines.Gate)
        {
            _timer.Forget();
            if (IsWaiting && _sending == 0 && _look.At <= _lines.Now)
            {
                _look.Take();
                _hasDeclined = false;
                Send(_waiting.First);
            }

            GoOn();
        }
    }

    private void Send(QuotaPlace place)
    {
        _waiting.Remove(place);
        (place.State, place.IsProbe, place.Refusals) = (QuotaState.Sending, Load >= _limit && place.Lender is null, _refusals);
        _sending++;
        place.Turn.SetResult(true);
    }

    private void GiveBack(QuotaPlace place, bool hasDeclined)
    {
        if (place.Lender is not { } lender)
        {
            return;
        }

        (place.Lender, _hasDeclined) = (null, hasDeclined);
        if (lender != this)
        {
            lender._limit++;
            lender.GoOn();
        }
    }
}
