namespace SchemaSdk.Jobs.Polling;

/// <summary>
/// Times the polls of a job of whose model nothing is known: each comes after a share of the job's age, so that the delay in seeing its end
/// fits its length.
/// </summary>
internal static class ColdPolls
{
    private const double First = 1;
    private const double OfAge = 0.15;
    private const double LeastGap = 0.5;
    private const double MostGap = 3;

    /// <summary>The time from this age to the next poll.</summary>
    internal static TimeSpan GapAfter(TimeSpan age) => TimeSpan.FromSeconds(
        age.TotalSeconds < First - LeastGap ? First - age.TotalSeconds : Math.Clamp(OfAge * age.TotalSeconds, LeastGap, MostGap));
}
