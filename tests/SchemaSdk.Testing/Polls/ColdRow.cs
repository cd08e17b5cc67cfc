namespace SchemaSdk.Testing;

/// <summary>A row of the table for new models. It compares three ways to poll jobs of one nominal length.</summary>
/// <param name="Length">The nominal length of the jobs, in seconds.</param>
/// <param name="Cold">The polls by a client that does not know the model's run times yet.</param>
/// <param name="HalfSecond">The polls at a fixed interval of 0.5 s.</param>
/// <param name="TwoSeconds">The polls at a fixed interval of 2 s.</param>
/// <param name="Mean">The mean duration of the jobs, in seconds.</param>
public sealed record ColdRow(double Length, PolledRun Cold, PolledRun HalfSecond, PolledRun TwoSeconds, double Mean)
{
    /// <summary>The mean delay until the client detects the end of a job, as a share of the mean duration.</summary>
    public double Late => Cold.Delay / Mean;
}
