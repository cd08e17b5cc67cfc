namespace SchemaSdk.Pipeline.Rates;

/// <summary>
/// Estimates how many requests of a kind the service takes per second. A single refusal concerns its own job. Only if several jobs are
/// refused, and a share of all, does the service have too much of all of them together.
/// </summary>
/// <remarks>Times are ticks since some start. Not for use by several threads at once.</remarks>
internal sealed class RateControl(double perSecond)
{
    private const int SeveralJobs = 3;
    private const double LargeShare = 0.1;

    /// <summary>A little under what the service takes.</summary>
    private const double OfTaken = 0.9;

    /// <summary>Requests go on, if ever so slowly.</summary>
    private const double LeastPerSecond = 2;

    // While some are still refused, it falls again as it rose. But that may have other reasons, so it lasts a minute at most.
    private const double HoldingShare = 0.01;
    private const long MostHeld = 60 * Second;

    private const long TimeToRise = 30 * Second;
    private const long BetweenSlowdowns = 2 * Second;
    private const long Second = TimeSpan.TicksPerSecond;

    private readonly AnswerWindow _window = new();
    private double _slow = double.PositiveInfinity;
    private double _top;
    private long _slowedAt = -BetweenSlowdowns;
    private long _lookedAt;
    private long _risen;
    private long _held;

    /// <summary>The time since which it was last slow; null if it never was.</summary>
    internal long? SlowUntil => double.IsFinite(_slow) ? long.MaxValue : _slowedAt < 0 ? null : _lookedAt;

    internal bool IsSlow => double.IsFinite(_slow);

    /// <summary>The number of requests that may be made in a second.</summary>
    internal double RateAt(long now)
    {
        if (!double.IsFinite(_slow))
        {
            return perSecond;
        }

        var passed = now - _lookedAt;
        _lookedAt = now;
        if (_held < MostHeld && _window.Of(now).RefusedShare >= HoldingShare)
        {
            _held += passed;
            _risen = Math.Max(_risen - passed, 0);
        }
        else
        {
            _risen += passed;
        }

        if (_risen < TimeToRise)
        {
            return _slow + ((_top - _slow) * _risen / TimeToRise);
        }

        _slow = double.PositiveInfinity;
        return perSecond;
    }

    /// <summary>The service took a request.</summary>
    // sentAt: answers to what was sent before the client slowed down say nothing of what is sent since.
    internal void Taken(long sentAt, long now)
    {
        if (sentAt > _slowedAt)
        {
            _window.AddTaken(now);
        }
    }

    /// <summary>The service refused a request for now.</summary>
    /// <returns>The rate that it is slowed down to; null if it is not.</returns>
    // counted: when a refusal of the same job counted last.
    internal double? Refused(long sentAt, long now, ref long? counted)
    {
        if (sentAt <= _slowedAt)
        {
            return null;
        }

        _window.AddRefused(now, ref counted);
        var answers = _window.Of(now);
        return answers.Jobs >= SeveralJobs && answers.RefusedShare >= LargeShare && now - _slowedAt >= BetweenSlowdowns
            ? SlowDown(answers, now)
            : null;
    }

    private double SlowDown(Answers answers, long now)
    {
        var rate = RateAt(now);
        var sent = Math.Min(rate, answers.All / answers.Sending);

        // By half at the most: it may be a moment in which nothing at all was taken.
        _slow = Math.Min(rate, Math.Max(Math.Max(OfTaken * answers.Taken / answers.Sending, sent / 2), LeastPerSecond));
        _top = Math.Min(perSecond, Math.Max(2 * sent, _slow));
        (_slowedAt, _lookedAt, _risen, _held) = (now, now, 0, 0);
        _window.Clear(now);
        return _slow;
    }
}
