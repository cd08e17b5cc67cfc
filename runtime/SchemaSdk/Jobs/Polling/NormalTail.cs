namespace SchemaSdk.Jobs.Polling;

/// <summary>The standard normal distribution.</summary>
internal static class NormalTail
{
    private const double RootOfTwoPi = 2.5066282746310002;

    // Chebyshev coefficients of ln(erfc) from Numerical Recipes, section 6.2; the relative error is below 1.2e-7 everywhere.
    private static ReadOnlySpan<double> Coefficients =>
    [
        -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
    ];

    internal static double Density(double z) => Math.Exp(-0.5 * z * z) / RootOfTwoPi;

    /// <summary>The chance of more than <paramref name="z"/>.</summary>
    internal static double Above(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        var sum = 0.0;
        for (var i = Coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * t) + Coefficients[i];
        }

        var tail = 0.5 * t * Math.Exp((-x * x) + sum);
        return z >= 0 ? tail : 1 - tail;
    }
}
