namespace SchemaSdk;

/// <summary>Settings for settling a submit whose answer was lost by the service's list of jobs.</summary>
public sealed record ReconcileOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>
    /// A submit counts as not accepted if the list has no job for it this long after it was sent, 0 to 24 days, but not before the time
    /// that the service may need to list a job: one minute for Replicate and one hour for others. If the service lists the job still later,
    /// the input may be paid for twice. Default: null, so that the submit stays unknown.
    /// </summary>
    /// <remarks>fal lists a job only once it has started, so use a time that is longer than its jobs wait in the queue.</remarks>
    public TimeSpan? NotAcceptedAfter { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    internal void Check()
    {
        if (NotAcceptedAfter is { } time && (time < TimeSpan.Zero || time > Longest))
        {
            throw new ArgumentOutOfRangeException(
                nameof(NotAcceptedAfter), time, $"ReconcileOptions.NotAcceptedAfter is {time}, and must be 0 to 24 days.");
        }
    }
}
