namespace SchemaSdk.Pipeline.Rates;

/// <summary>Limits how many requests of one kind a client makes per second, for all jobs. The limit drops if many are refused.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed partial class RequestRate(double perSecond, TimeProvider time, ILogger log, string calls)
{
    /// <summary>The number of seconds for which unused requests are saved up. They may be made later, in a burst.</summary>
    private const double BurstSeconds = 0.2;

    private const long Second = TimeSpan.TicksPerSecond;

    private readonly object _gate = new();
    private readonly long _start = time.GetTimestamp();
    private SlowedDown? _slowed;
    private double _free = double.NegativeInfinity;

    private long Now => time.GetElapsedTime(_start).Ticks;

    /// <summary>Counts a request if one is allowed now. Returns zero if it was counted, otherwise the time until one is allowed.</summary>
    internal TimeSpan TryTake() => Take(TimeSpan.Zero);

    /// <summary>Waits until a request is allowed, or until the given time has passed. Calls get their turns in order.</summary>
    internal Task TakeAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        var turn = Take(most);
        var delay = Math.Ceiling((turn < most ? turn : most).TotalMilliseconds);
        return delay > 0 ? Task.Delay(TimeSpan.FromMilliseconds(delay), time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Counts a request that was made without waiting for its turn, so that later requests wait longer.</summary>
    // isSpare: true for a request other than a poll. Such a request is not counted if counting it would delay a poll.
    internal void Spend(bool isSpare = false)
    {
        lock (_gate)
        {
            var now = Now;
            var gap = Second / RateAt(now);
            _free = !isSpare || _free + gap <= now ? Math.Max(_free, now) + gap : _free;
        }
    }

    // sentAt: a timestamp of the client's clock. job: the job's id, or another object that identifies a read.
    internal void Record(ApiAttempt attempt, long sentAt, object job)
    {
        if (attempt.Answer is not { } answer)
        {
            return;
        }

        SlowedDown slowed;
        lock (_gate)
        {
            var sent = time.GetElapsedTime(_start, sentAt).Ticks;
            if (Answered(sent, Now, answer.AsksToWait ? job : null) is not { } rate)
            {
                return;
            }

            _slowed = slowed = new SlowedDown(time.GetUtcNow(), rate);
        }

        Log.SlowedDown(log, key: null, calls, slowed.PerSecond);
    }

    /// <summary>Returns the last slowdown if it was still in effect at a timestamp of the client's clock; otherwise null.</summary>
    internal SlowedDown? SlowedAfter(long timestamp)
    {
        lock (_gate)
        {
            return SlowUntil > time.GetElapsedTime(_start, timestamp).Ticks ? _slowed : null;
        }
    }

    /// <summary>Counts a request if one is allowed within the given time. Returns the time until it is allowed.</summary>
    private TimeSpan Take(TimeSpan most)
    {
        lock (_gate)
        {
            var now = Now;
            var gap = Second / RateAt(now);

            // Allows no burst during a slowdown, because a service that counts requests per second would refuse most of it.
            var burst = now < SlowUntil ? 0 : Math.Max((BurstSeconds * Second) - gap, 0);
            var soonest = _free - burst;
            var turn = soonest > now ? TimeSpan.FromTicks((long)Math.Ceiling(soonest) - now) : TimeSpan.Zero;
            _free = turn <= most ? Math.Max(_free, now) + gap : _free;
            return turn;
        }
    }
}

/// <summary>The time at which the client slowed down because the service refused many requests, and the rate at that time.</summary>
internal sealed record SlowedDown(DateTimeOffset At, double PerSecond);
