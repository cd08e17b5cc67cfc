namespace SchemaSdk.Reliability.Tests.StateMachine.Crowds;

/// <summary>Several crowds of the same kind, one after the other: a median of one alone would be as much chance as effect.</summary>
internal sealed class CrowdRuns(IReadOnlyList<CrowdRun> runs)
{
    public IReadOnlyList<Exception> Errors => [.. runs.SelectMany(static run => run.Errors)];

    /// <summary>The median delay until their ends were known, of those that ended well, in seconds.</summary>
    public double Median
    {
        get
        {
            TimeSpan[] late = [.. runs.SelectMany(static run => run.Late).OfType<TimeSpan>().Order()];
            return late[late.Length / 2].TotalSeconds;
        }
    }

    public double RefusedShare => runs.Average(static run => run.RefusedShare);

    public override string ToString() => $"median late {Median:F2} s; {string.Join("; ", runs.Take(2))}";
}
