namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// Times the polls of a job of a known model: first a little before it is likely to end, densely around that time, thinly after it.
/// </summary>
/// <remarks>
/// With a rate of polls in proportion to the square root of the hazard, no other plan of as many polls sees the end of a job earlier
/// on average. The factor is chosen so that the end is seen as early as with a fixed interval, which then takes more polls.
/// </remarks>
internal sealed class PollCurve
{
    // Gaps between polls, in intervals.
    private const double LeastGap = 0.25;
    private const double MostGap = 15;

    /// <summary>By then 98 of a hundred jobs have ended, in deviations of the law.</summary>
    private const double LateZ = 2;

    private const double MostZ = 4;
    private const double StepOfZ = 0.125;

    private readonly DurationLaw _law;
    private readonly double _interval;
    private readonly double _factor;
    private readonly double _late;

    /// <param name="law">The durations of the model's jobs.</param>
    /// <param name="interval">The fixed interval that it is measured by, in seconds.</param>
    internal PollCurve(DurationLaw law, double interval)
    {
        _law = law;
        _interval = interval;
        _factor = law.IsKnown ? Factor() : 0;
        _late = Math.Exp(law.Mu + (LateZ * law.Sigma));
    }

    /// <summary>The time from this age to the next poll.</summary>
    internal double GapAfter(double age)
    {
        if (!_law.IsKnown)
        {
            return _interval;
        }

        // The age at which one poll more is due than now, by the midpoint rule.
        var step = Math.Clamp(_law.Median * Math.Min(_law.Sigma, 0.5) / 8, LeastGap * _interval / 4, MostGap * _interval / 2);
        var (gap, due) = (0.0, 0.0);
        while (gap < MostGap * _interval)
        {
            var more = Rate(age + gap + (step / 2)) * step;
            if (due + more >= 1)
            {
                gap += step * (1 - due) / more;
                break;
            }

            due += more;
            gap += step;
        }

        return Math.Clamp(gap, LeastGap * _interval, Math.Min(MostGap * _interval, MostAfter(age)));
    }

    // Where all are likely to end within less than a gap, the sum above comes to one poll only long after: one is made when they should
    // have ended. A job that is later than that is never asked for after more than its age again.
    private double MostAfter(double age) => age < _late ? _late - age + (_interval / 2) : Math.Max(age, _interval);

    private double Rate(double age) => _factor * Math.Sqrt(_law.Hazard(age));

    // The mean delay is the mean of half a gap, 1 / (2 * rate); that of the fixed interval is half of it.
    private double Factor()
    {
        var sum = 0.0;
        for (var z = -MostZ; z <= MostZ; z += StepOfZ)
        {
            sum += NormalTail.Density(z) * StepOfZ / Math.Sqrt(_law.Hazard(Math.Exp(_law.Mu + (z * _law.Sigma))));
        }

        return sum / _interval;
    }
}
