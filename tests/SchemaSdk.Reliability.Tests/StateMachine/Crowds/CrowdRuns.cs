namespace SchemaSdk.Reliability.Tests.StateMachine.Crowds;

/// <summary>Several runs of the same kind, one after the other. The median of a single run would depend too much on chance.</summary>
internal sealed class CrowdRuns(IReadOnlyList<CrowdRun> runs)
{
    public IReadOnlyList<Exception> Errors => [.. runs.SelectMany(static run => run.Errors)];

    /// <summary>The median time in seconds from the end of a job until the client learned of it. Failed waits are not counted.</summary>
    public double Median
    {
        get
        {
            TimeSpan[] late = [.. runs.SelectMany(static run => run.Late).OfType<TimeSpan>().Order()];
            return late[late.Length / 2].TotalSeconds;
        }
    }

    public double RefusedShare => runs.Average(static run => run.RefusedShare);

    public override string ToString() => $"median delay {Median:F2} s; {string.Join("; ", runs.Take(2))}";
}
