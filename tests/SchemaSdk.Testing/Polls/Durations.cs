namespace SchemaSdk.Testing;

/// <summary>A distribution of job durations for one model.</summary>
/// <param name="Name">The name of its row in the table.</param>
/// <param name="Limit">The maximum of <see cref="PollRow.Saving"/>; null for no maximum.</param>
/// <param name="Draw">Returns the duration of the n-th job, in seconds.</param>
public sealed record Durations(string Name, double? Limit, Func<Random, int, double> Draw)
{
    private const double Mean = 60;

    public static IReadOnlyList<Durations> All { get; } =
    [
        new("log-normal, sigma 0.1", 0.40, LogNormal(0.1)),
        new("log-normal, sigma 0.25", 0.50, LogNormal(0.25)),
        new("log-normal, sigma 0.5", 0.65, LogNormal(0.5)),
        new("exponential", 1.00, static (random, _) => -Mean * Math.Log(1 - random.NextDouble())),
        new("sigma 0.25, then twice as long", null, Changed(LogNormal(0.25), 2)),
        new("sigma 0.25, then half as long", null, Changed(LogNormal(0.25), 0.5)),
        new("sigma 0.1, then twice as long", null, Changed(LogNormal(0.1), 2)),
        new("sigma 0.1, then half as long", null, Changed(LogNormal(0.1), 0.5)),
    ];

    // The mean of a log-normal distribution is exp(sigma^2 / 2) times its median.
    public static Func<Random, int, double> LogNormal(double mean, double sigma) =>
        (random, _) => mean * Math.Exp((sigma * Normal(random)) - (sigma * sigma / 2));

    private static Func<Random, int, double> LogNormal(double sigma) => LogNormal(Mean, sigma);

    /// <summary>Multiplies the durations by a factor, except in the runs before the measurement.</summary>
    private static Func<Random, int, double> Changed(Func<Random, int, double> draw, double factor) =>
        (random, run) => draw(random, run) * (run < PollTable.Learning ? 1 : factor);

    // This is the Box-Muller transform. NextDouble() can return 0 but not 1, so 1 - NextDouble() always has a logarithm.
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
