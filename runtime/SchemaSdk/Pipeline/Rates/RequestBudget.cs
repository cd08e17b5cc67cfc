using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Pipeline.Rates;

/// <summary>Limits a client's requests of one kind per second, for all jobs. While the service refuses many, the limit is lower.</summary>
/// <remarks>Thread-safe.</remarks>
// calls: the kind of request, for log messages.
internal sealed class RequestBudget(double perSecond, TimeProvider time, ILogger log, string calls)
{
    /// <summary>The client may save up the unused requests of this many seconds, and make them in a burst.</summary>
    private const double BurstSeconds = 0.2;

    private const long Second = TimeSpan.TicksPerSecond;

    private readonly object _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly RateControl _rate = new(perSecond);
    private SlowedDown? _slowed;
    private double _free = double.NegativeInfinity;

    private long Now => time.GetElapsedTime(_start).Ticks;

    /// <summary>Takes a request if one is allowed now. Returns zero if it was taken, or else the time until one is allowed.</summary>
    internal TimeSpan TryTake() => Take(TimeSpan.Zero);

    /// <summary>Waits until a request is allowed, in the order of the calls, or until the given time has passed.</summary>
    internal Task TakeAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        var turn = Take(most);
        var delay = Math.Ceiling((turn < most ? turn : most).TotalMilliseconds);
        return delay > 0 ? Task.Delay(TimeSpan.FromMilliseconds(delay), time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Counts a request that does not wait for its turn.</summary>
    // isSpare: true for a request that is not a poll, which is not counted if that would delay a poll.
    internal void Spend(bool isSpare = false)
    {
        lock (_gate)
        {
            var now = Now;
            var gap = Second / _rate.RateAt(now);
            _free = !isSpare || _free + gap <= now ? Math.Max(_free, now) + gap : _free;
        }
    }

    // sentAt: when the request was made, as a timestamp of the client's clock. counted: when a refusal of the same job was last counted,
    // which the caller keeps for each job.
    internal void Record(ApiAttempt attempt, long sentAt, ref long? counted)
    {
        if (attempt.Answer is not { } answer)
        {
            return;
        }

        SlowedDown slowed;
        lock (_gate)
        {
            var (sent, now) = (time.GetElapsedTime(_start, sentAt).Ticks, Now);
            if (!answer.AsksToWait)
            {
                _rate.Taken(sent, now);
                return;
            }

            if (_rate.Refused(sent, now, ref counted) is not { } rate)
            {
                return;
            }

            _slowed = slowed = new SlowedDown(time.GetUtcNow(), rate);
        }

        Log.SlowedDown(log, calls, slowed.PerSecond);
    }

    /// <summary>Returns the last slowdown if it was still in effect at a timestamp of the client's clock; otherwise null.</summary>
    internal SlowedDown? SlowedAfter(long timestamp)
    {
        lock (_gate)
        {
            return _rate.SlowUntil > time.GetElapsedTime(_start, timestamp).Ticks ? _slowed : null;
        }
    }

    /// <summary>Takes a request if one is allowed within a time. Returns the time until it is allowed.</summary>
    private TimeSpan Take(TimeSpan most)
    {
        lock (_gate)
        {
            var now = Now;
            var gap = Second / _rate.RateAt(now);

            // No burst during a slowdown: a service that counts requests per second would refuse the additional ones.
            var burst = now < _rate.SlowUntil ? 0 : Math.Max((BurstSeconds * Second) - gap, 0);
            var soonest = _free - burst;
            var turn = soonest > now ? TimeSpan.FromTicks((long)Math.Ceiling(soonest) - now) : TimeSpan.Zero;
            _free = turn <= most ? Math.Max(_free, now) + gap : _free;
            return turn;
        }
    }
}

/// <summary>A slowdown of the client, because the service refused many requests: its start, and the rate since then.</summary>
internal sealed record SlowedDown(DateTimeOffset At, double PerSecond);

/// <summary>
/// Estimates how many requests of a kind the service allows per second. A single refusal concerns only its own job. The total rate is too
/// high only if several jobs, and a large share of all requests, are refused.
/// </summary>
/// <remarks>Times are in ticks since an arbitrary start. Not thread-safe.</remarks>
internal sealed class RateControl(double perSecond)
{
    private const int SeveralJobs = 3;
    private const double LargeShare = 0.1;

    /// <summary>The share of the accepted rate to which the client slows down.</summary>
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

        // A job counts once.
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
