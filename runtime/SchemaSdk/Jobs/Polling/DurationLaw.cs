namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// The law of the durations of a model's jobs, in seconds: log-normal, or "it may end at any moment" if log-normal fits no better.
/// </summary>
/// <param name="Mu">The mean of the logarithm.</param>
/// <param name="Sigma">Its standard deviation; infinite: how long a job has taken says nothing of how long it still takes.</param>
internal readonly record struct DurationLaw(double Mu, double Sigma)
{
    // One job in fifty is taken for one that follows no law of the past: a model that became faster or slower is still found,
    // and a job that is late is asked for ever more rarely.
    private const double Strange = 0.02;

    // Clocks, queues and polls tell no duration more exactly.
    private const double LeastSigma = 0.02;

    internal bool IsKnown => double.IsFinite(Sigma);

    internal double Median => Math.Exp(Mu);

    /// <summary>The likeliest law of some durations.</summary>
    /// <param name="logarithms">The natural logarithms of durations in seconds, two at least.</param>
    /// <param name="leastSigma">The precision with which they are known.</param>
    internal static DurationLaw Of(ReadOnlySpan<double> logarithms, double leastSigma)
    {
        var count = logarithms.Length;
        double sum = 0, squares = 0, seconds = 0;
        foreach (var logarithm in logarithms)
        {
            sum += logarithm;
            seconds += Math.Exp(logarithm);
        }

        var mu = sum / count;
        foreach (var logarithm in logarithms)
        {
            squares += (logarithm - mu) * (logarithm - mu);
        }

        // Schwarz's criterion: the second parameter has to pay for itself.
        var sigma = Math.Max(Math.Sqrt(squares / (count - 1)), Math.Max(leastSigma, LeastSigma));
        var logNormal = -sum - (count * (Math.Log(sigma * Math.Sqrt(2 * Math.PI)) + 0.5)) - (0.5 * Math.Log(count));
        var exponential = -count * (Math.Log(seconds / count) + 1);
        return logNormal > exponential ? new DurationLaw(mu, sigma) : new DurationLaw(Math.Log(seconds / count), double.PositiveInfinity);
    }

    /// <summary>The probability that a job of this age ends in the next second, if it has not ended before.</summary>
    internal double Hazard(double age)
    {
        var mean = Math.Exp(Mu + (0.5 * Sigma * Sigma)) * 2;
        var z = (Math.Log(age) - Mu) / Sigma;
        var still = Strange * Math.Exp(-age / mean);
        var alive = ((1 - Strange) * NormalTail.Above(z)) + still;

        // So late that no number tells how unlikely it is.
        return alive > 0 ? (((1 - Strange) * NormalTail.Density(z) / (Sigma * age)) + (still / mean)) / alive : 1 / mean;
    }
}
