namespace SchemaSdk.Pipeline.Rates;

/// <summary>
/// Estimates how many requests of a kind the service allows per second. A single refusal concerns only its own job. The total rate is too
/// high only if several jobs, and a large share of all requests, are refused.
/// </summary>
/// <remarks>Times are in ticks since an arbitrary start. Not thread-safe.</remarks>
internal sealed class RateControl(double perSecond)
{
    private const int SeveralJobs = 3;
    private const double LargeShare = 0.1;

    /// <summary>The client slows down to this share of the rate that the service accepted.</summary>
    private const double OfTaken = 0.9;

    private const double LeastPerSecond = 2;
    private const long Second = TimeSpan.TicksPerSecond;
    private const long TimeToRise = 30 * Second;
    private const long BetweenSlowdowns = 2 * Second;
    private const long Memory = 5 * Second;

    // The answers of each second since the last slowdown, for as long as they are remembered.
    private readonly List<Answers> _seconds = [];
    private long? _slowedAt;
    private double _slow;
    private double _top;

    /// <summary>The time at which the full rate is, or was, reached again; null if the rate was never lowered.</summary>
    internal long? SlowUntil => _slowedAt + TimeToRise;

    // The rate rises slowly at first, because the service probably allows little more than the lowered rate.
    internal double RateAt(long now) => _slowedAt is { } since && now < since + TimeToRise
        ? _slow + ((_top - _slow) * Math.Pow((now - since) / (double)TimeToRise, 2))
        : perSecond;

    // sentAt: when the request was sent. An answer to a request from before the slowdown says nothing about the rate since then.
    internal void Taken(long sentAt, long now)
    {
        if (!(sentAt <= _slowedAt))
        {
            AnswersAt(now).Taken++;
        }
    }

    /// <summary>Records a refusal for now, and returns the lowered rate; null if the rate is not lowered.</summary>
    // counted: when a refusal of the same job was last counted.
    internal double? Refused(long sentAt, long now, ref long? counted)
    {
        if (sentAt <= _slowedAt)
        {
            return null;
        }

        var second = AnswersAt(now);
        second.Refused++;

        // Each job counts only once.
        if (!(counted >= _seconds[0].Start))
        {
            second.Jobs++;
            counted = now;
        }

        var refused = _seconds.Sum(static each => each.Refused);
        var isMuch = _seconds.Sum(static each => each.Jobs) >= SeveralJobs
            && refused >= LargeShare * (refused + _seconds.Sum(static each => each.Taken));
        return isMuch && !(now < _slowedAt + BetweenSlowdowns) ? SlowDown(now) : null;
    }

    private Answers AnswersAt(long now)
    {
        _seconds.RemoveAll(each => each.Start <= now - Memory);
        if (_seconds.Count == 0 || now - _seconds[^1].Start >= Second)
        {
            _seconds.Add(new Answers(now));
        }

        return _seconds[^1];
    }

    // The best second counts, because limits are per second or longer, and the client may have sent nothing in the others.
    private double SlowDown(long now)
    {
        var rate = RateAt(now);
        var sent = Math.Min(rate, _seconds.Max(static each => each.Taken + each.Refused));
        var taken = _seconds.Max(static each => each.Taken);

        // The rate is at most halved, because the service may merely accept nothing for a moment.
        _slow = Math.Min(rate, Math.Max(Math.Max(OfTaken * taken, sent / 2), LeastPerSecond));
        _top = Math.Min(perSecond, Math.Max(2 * sent, _slow));
        _slowedAt = now;
        _seconds.Clear();
        return _slow;
    }

    // The answers of one second, and the number of jobs among the refused ones that were not counted before.
    private sealed class Answers(long start)
    {
        internal readonly long Start = start;
        internal int Taken;
        internal int Refused;
        internal int Jobs;
    }
}
