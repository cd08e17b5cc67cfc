namespace SchemaSdk;

/// <summary>Settings of the worker behind <see cref="IModelJobs"/>.</summary>
public sealed class ModelJobsOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>
    /// The number of jobs that are submitted at a time: 0 or more. With 0, this process submits none and leaves that to others.
    /// Default: 16.
    /// </summary>
    public int MaxSubmits { get; set; } = 16;

    /// <summary>
    /// The number of jobs that this process has under way at a time, those at the service included: 0 or more. Jobs beyond it wait in the
    /// ledger. With 0, it works on none. Default: 10,000.
    /// </summary>
    public int MaxFollowed { get; set; } = 10_000;

    /// <summary>
    /// The time that submits and handlers have to end when the worker stops: 0 or more. A submit that is still waiting to be sent then is
    /// not sent. In a host, it ends with <c>HostOptions.ShutdownTimeout</c> at the latest. Default: 20 seconds.
    /// </summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The first pause after a failure, which doubles up to five minutes: more than 0. Default: one second.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The shortest time between two looks at one job that hints ask for.</summary>
    internal TimeSpan HintInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two counts of the jobs, for the health check, the metrics and the log.</summary>
    internal TimeSpan CountInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <exception cref="ArgumentException">Options are outside of their ranges: it names all of them.</exception>
    internal void Check()
    {
        (bool IsRight, string Option, object Value, string Range)[] options =
        [
            (MaxSubmits >= 0, nameof(MaxSubmits), MaxSubmits, "0 or more"),
            (MaxFollowed >= 0, nameof(MaxFollowed), MaxFollowed, "0 or more"),
            (DrainTime >= TimeSpan.Zero && DrainTime <= Longest, nameof(DrainTime), DrainTime, "0 to 24 days"),
            (RetryDelay > TimeSpan.Zero && RetryDelay <= Longest, nameof(RetryDelay), RetryDelay, "more than 0, at most 24 days"),
        ];
        var wrong = options.Where(static option => !option.IsRight)
            .Select(static option => $"{nameof(ModelJobsOptions)}.{option.Option} is {option.Value}, and has to be {option.Range}.")
            .ToList();
        if (wrong.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', wrong));
        }
    }
}
