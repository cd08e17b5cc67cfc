namespace SchemaSdk.Pipeline.Rates;

/// <summary>
/// Estimates how many requests of a kind the service takes per second. A single refusal concerns its own job. Only if several jobs are
/// refused, and a share of all, does the service have too much of all of them together.
/// </summary>
/// <remarks>Times are ticks since some start. Not for use by several threads at once.</remarks>
internal sealed class RateControl(double perSecond)
{
    // Three, of which the first has faded.
    private const double SeveralJobs = 2.1;

    private const double LargeShare = 0.1;

    /// <summary>A little under what the service takes.</summary>
    private const double OfTaken = 0.9;

    /// <summary>Requests go on, if ever so slowly.</summary>
    private const double LeastPerSecond = 2;

    private const long Second = TimeSpan.TicksPerSecond;
    private const long TimeToRise = 30 * Second;
    private const long BetweenSlowdowns = 2 * Second;

    // What was heard longer ago hardly counts.
    private const double Memory = 5 * Second;

    // Between what is left of a second with even traffic, 0.91, and of one whose traffic all came at its end, 1.
    private const double FadedSecond = 0.95;

    private long? _slowedAt;
    private double _slow;
    private double _top;
    private double _taken;
    private double _refused;
    private double _jobs;

    // The seconds in which something was sent: of earlier spells, and since when the present one lasts.
    private double _seconds;
    private long? _spellAt;
    private long _heardAt;

    /// <summary>The time at which it is at its full rate again, or was; null if it never slowed down.</summary>
    internal long? SlowUntil => _slowedAt + TimeToRise;

    /// <summary>The number of requests that may be made in a second.</summary>
    // It rises slowly at first: what the service takes is likely to be a little more than the rate that it was slowed down to.
    internal double RateAt(long now) => _slowedAt is { } since && now < since + TimeToRise
        ? _slow + ((_top - _slow) * Math.Pow((now - since) / (double)TimeToRise, 2))
        : perSecond;

    /// <summary>The service took a request.</summary>
    // sentAt: answers to what was sent before the client slowed down say nothing of what is sent since.
    internal void Taken(long sentAt, long now)
    {
        if (!(sentAt <= _slowedAt))
        {
            Hear(now);
            _taken++;
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

        Hear(now);
        _refused++;

        // A job counts once: what is left of its last refusal is taken off.
        _jobs += counted is { } last && (_slowedAt is null || last > _slowedAt) ? 1 - Math.Exp((last - now) / Memory) : 1;
        counted = now;

        var isMuch = _jobs >= SeveralJobs && _refused >= LargeShare * (_taken + _refused);
        return isMuch && !(now < _slowedAt + BetweenSlowdowns) ? SlowDown(now) : null;
    }

    // Time in which nothing is sent does not count: it would make the rate look lower.
    private void Hear(long now)
    {
        if (_spellAt is null || now - _heardAt > Second)
        {
            _seconds += _spellAt is { } earlier ? SecondsOf(_heardAt - earlier) : 0;
            _spellAt = now;
        }

        var kept = Math.Exp((_heardAt - now) / Memory);
        (_taken, _refused, _jobs, _seconds) = (_taken * kept, _refused * kept, _jobs * kept, _seconds * kept);
        _heardAt = now;
    }

    // They fade as what was heard in them. Limits are by the second, or by more: what goes within a part of one may be all of it.
    private static double SecondsOf(long spell) => Math.Max(Memory / Second * (1 - Math.Exp(-spell / Memory)), FadedSecond);

    private double SlowDown(long now)
    {
        var seconds = _seconds + SecondsOf(now - _spellAt!.Value);
        var rate = RateAt(now);
        var sent = Math.Min(rate, (_taken + _refused) / seconds);

        // By half at the most: it may be a moment in which nothing at all was taken.
        _slow = Math.Min(rate, Math.Max(Math.Max(OfTaken * _taken / seconds, sent / 2), LeastPerSecond));
        _top = Math.Min(perSecond, Math.Max(2 * sent, _slow));
        _slowedAt = now;
        (_taken, _refused, _jobs, _seconds, _spellAt) = (0, 0, 0, 0, null);
        return _slow;
    }
}
