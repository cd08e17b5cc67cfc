using Microsoft.Extensions.Logging;
using SchemaSdk.Diagnostics;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Pipeline.Rates;

/// <summary>
/// The number of requests of a kind that a client makes in a second, all jobs together; fewer while the service refuses many of them.
/// </summary>
/// <remarks>Safe for use by many threads.</remarks>
// calls: the kind, for the log.
internal sealed class RequestBudget(double perSecond, TimeProvider time, ILogger log, string calls)
{
    /// <summary>The time for which unused requests can be made up for.</summary>
    private const double BurstSeconds = 0.2;

    private const long Second = TimeSpan.TicksPerSecond;

    private readonly object _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly RateControl _rate = new(perSecond);
    private SlowedDown? _slowed;
    private double _free = double.NegativeInfinity;

    private long Now => time.GetElapsedTime(_start).Ticks;

    /// <summary>Takes one request out of the budget, if it has any.</summary>
    /// <returns>Zero if it was taken; otherwise the time until there is one.</returns>
    internal TimeSpan TryTake()
    {
        lock (_gate)
        {
            return Take(TimeSpan.Zero);
        }
    }

    /// <summary>
    /// Waits for one, in the order of those who ask; no longer than a time, after which the request is made all the same.
    /// </summary>
    internal Task TakeAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        TimeSpan turn;
        lock (_gate)
        {
            turn = Take(most);
        }

        var delay = Math.Ceiling((turn < most ? turn : most).TotalMilliseconds);
        return delay > 0 ? Task.Delay(TimeSpan.FromMilliseconds(delay), time, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Counts a request that does not wait for its turn.</summary>
    internal void Spend()
    {
        lock (_gate)
        {
            var now = Now;
            Spend(now, Second / _rate.RateAt(now));
        }
    }

    /// <summary>Counts a request that is not a poll and does not wait for its turn, as far as no poll would have to wait for it.</summary>
    internal void SpendSpare()
    {
        lock (_gate)
        {
            var now = Now;
            var gap = Second / _rate.RateAt(now);
            if (_free + gap <= now)
            {
                Spend(now, gap);
            }
        }
    }

    /// <summary>Takes up how a request was answered.</summary>
    /// <param name="attempt">The outcome.</param>
    /// <param name="sentAt">When it was made: a timestamp of the client's clock.</param>
    /// <param name="counted">Kept by the caller for each job: when a refusal of it counted last; null: never.</param>
    internal void Heed(ApiAttempt attempt, long sentAt, ref long? counted)
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

    /// <summary>Returns the rate that it last went down to, if that delayed a request after this time; otherwise null.</summary>
    /// <param name="timestamp">A timestamp of the client's clock.</param>
    internal SlowedDown? SlowedAfter(long timestamp)
    {
        lock (_gate)
        {
            return _rate.SlowUntil > time.GetElapsedTime(_start, timestamp).Ticks ? _slowed : null;
        }
    }

    /// <summary>Takes one that becomes free within a time.</summary>
    /// <returns>The time until there is one.</returns>
    private TimeSpan Take(TimeSpan most)
    {
        var now = Now;
        var gap = Second / _rate.RateAt(now);

        // A service that counts by the second would refuse what comes on top.
        var burst = now < _rate.SlowUntil ? 0 : Math.Max((BurstSeconds * Second) - gap, 0);
        var soonest = _free - burst;
        var turn = soonest > now ? TimeSpan.FromTicks((long)Math.Ceiling(soonest) - now) : TimeSpan.Zero;
        if (turn <= most)
        {
            Spend(now, gap);
        }

        return turn;
    }

    private void Spend(long now, double gap) => _free = Math.Max(_free, now) + gap;
}
