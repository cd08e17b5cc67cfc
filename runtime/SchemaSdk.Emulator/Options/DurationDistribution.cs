namespace SchemaSdk.Emulation;

/// <summary>A distribution from which durations are drawn at random.</summary>
public sealed class DurationDistribution
{
    private readonly Func<Random, double> _drawTicks;

    private DurationDistribution(Func<Random, double> drawTicks) => _drawTicks = drawTicks;

    /// <summary>A uniform distribution between two durations.</summary>
    /// <param name="least">The minimum, zero or more.</param>
    /// <param name="most">The maximum, at least <paramref name="least"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="least"/> is negative or exceeds <paramref name="most"/>.
    /// </exception>
    public static DurationDistribution Uniform(TimeSpan least, TimeSpan most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, least);
        return new(random => least.Ticks + (random.NextDouble() * (most - least).Ticks));
    }

    /// <summary>An exponential distribution: how long a job has already taken says nothing about how much longer it will take.</summary>
    /// <param name="mean">The mean, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mean"/> is negative.</exception>
    public static DurationDistribution Exponential(TimeSpan mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mean, TimeSpan.Zero);
        return new(random => -mean.Ticks * Math.Log(1 - random.NextDouble()));
    }

    /// <summary>A log-normal distribution, as is typical of run times: most are near the median, and a few are much longer.</summary>
    /// <param name="median">The median, zero or more.</param>
    /// <param name="sigma">
    /// The standard deviation of the logarithm, zero or more. With 0.25, two thirds of the durations are between 0.78 and 1.28 times the
    /// median.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative, or <paramref name="sigma"/> is not finite.</exception>
    public static DurationDistribution LogNormal(TimeSpan median, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(median, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(sigma), false, nameof(sigma));
        return new(random => median.Ticks * Math.Exp(sigma * Normal(random)));
    }

    /// <summary>A random choice from a list of durations, for example those measured for a real model.</summary>
    /// <param name="durations">
    /// One or more durations, each zero or more; <see cref="TimeSpan.MaxValue"/> means that the job never ends.
    /// </param>
    /// <exception cref="ArgumentException">The list is empty, or a duration is negative.</exception>
    public static DurationDistribution Of(params TimeSpan[] durations)
    {
        ArgumentNullException.ThrowIfNull(durations);
        if (durations.Length == 0 || durations.Any(duration => duration < TimeSpan.Zero))
        {
            throw new ArgumentException("At least one duration is required, and no duration can be negative.", nameof(durations));
        }

        var copy = durations.ToArray();
        return new(random => copy[random.Next(copy.Length)].Ticks);
    }

    internal TimeSpan Draw(Random random)
    {
        var ticks = _drawTicks(random);
        return ticks >= TimeSpan.MaxValue.Ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)Math.Max(ticks, 0));
    }

    // This is the Box-Muller transform. 1 - NextDouble() is never zero, so its logarithm exists.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
