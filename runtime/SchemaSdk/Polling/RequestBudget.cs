namespace SchemaSdk.Polling;

/// <summary>How many polls a client makes in a second, all jobs together; half as many after the service has had too much.</summary>
/// <remarks>Safe for use by many threads.</remarks>
internal sealed class RequestBudget(double perSecond, TimeProvider time)
{
    /// <summary>What was not used of this time can be made up for.</summary>
    private const double BurstSeconds = 0.2;

    /// <summary>Polls go on, if ever so slowly.</summary>
    private const double LeastPerSecond = 2;

    private const double SecondsToDouble = 30;
    private const long Second = TimeSpan.TicksPerSecond;

    private readonly object _gate = new();
    private readonly long _start = time.GetTimestamp();
    private double _slow = double.PositiveInfinity;
    private long _slowSince = long.MinValue / 2;
    private double _free = double.NegativeInfinity;
    private long _countedSince;
    private int _counted;
    private double _observed;

    /// <summary>Takes one request out of the budget, if it has any.</summary>
    /// <returns>Zero: it was taken; else the time until there is one.</returns>
    internal TimeSpan TryTake()
    {
        lock (_gate)
        {
            var now = Now;
            var gap = Second / RateAt(now);
            var soonest = _free - Math.Max((BurstSeconds * Second) - gap, 0);
            if (soonest > now)
            {
                return TimeSpan.FromTicks((long)Math.Ceiling(soonest) - now);
            }

            Spend(now, gap);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Counts a request that does not wait for its turn.</summary>
    internal void Spend()
    {
        lock (_gate)
        {
            var now = Now;
            Spend(now, Second / RateAt(now));
        }
    }

    /// <summary>Halves what is sent at present. It doubles every half a minute, up to what the options say.</summary>
    // pause: for how long nothing is sent before that.
    internal void SlowDown(TimeSpan pause)
    {
        lock (_gate)
        {
            var now = Now;

            // The answers to what was sent together are one answer.
            if (now < _slowSince + Second)
            {
                return;
            }

            var sent = Math.Max(_observed, _counted);
            _slow = Math.Max(Math.Min(RateAt(now), sent) / 2, LeastPerSecond);
            _slowSince = now + pause.Ticks;
        }
    }

    private long Now => time.GetElapsedTime(_start).Ticks;

    private double RateAt(long now) =>
        Math.Min(perSecond, _slow * Math.Pow(2, Math.Max(now - _slowSince, 0) / (SecondsToDouble * Second)));

    private void Spend(long now, double gap)
    {
        _free = Math.Max(_free, now) + gap;
        if (now - _countedSince >= Second)
        {
            _observed = _counted * (double)Second / (now - _countedSince);
            (_countedSince, _counted) = (now, 0);
        }

        _counted++;
    }
}
