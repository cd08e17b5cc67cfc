namespace SchemaSdk.Polling;

/// <summary>
/// When a job is asked for of whose model nothing is known: after a share of its age, so that its end is seen in time for its length.
/// </summary>
internal static class ColdPolls
{
    private const double First = 1;
    private const double OfAge = 0.15;
    private const double LeastGap = 0.5;
    private const double MostGap = 3;

    /// <summary>How long after this age the next poll is made.</summary>
    internal static TimeSpan GapAfter(TimeSpan age) => TimeSpan.FromSeconds(
        age.TotalSeconds < First - LeastGap ? First - age.TotalSeconds : Math.Clamp(OfAge * age.TotalSeconds, LeastGap, MostGap));
}
