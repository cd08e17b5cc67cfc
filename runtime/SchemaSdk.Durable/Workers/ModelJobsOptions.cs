namespace SchemaSdk;

/// <summary>Settings of the worker behind <see cref="IModelJobs"/>.</summary>
public sealed class ModelJobsOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>The largest number of concurrent submits, 0 or more. With 0, only other processes submit. Default: 16.</summary>
    public int MaxSubmits { get; set; } = 16;

    /// <summary>The maximum number of jobs that this process runs, including those at the service: 0 or more. Default: 10,000.</summary>
    public int MaxFollowed { get; set; } = 10_000;

    /// <summary>
    /// The maximum time for submits and handlers while the worker is stopping, 0 to 24 days. After this time, no further submit is sent. In
    /// a host, the time ends with <c>HostOptions.ShutdownTimeout</c> at the latest. Default: 20 seconds.
    /// </summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The delay after a failure: above 0, up to 24 days. It doubles up to 5 minutes, or up to 15 s if no job can be claimed. Default: 1 s.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How the worker uses the service's list of jobs to settle unknown jobs, as
    /// <see cref="ModelSubmissionUnknownException.ReconcileAsync"/> does. If null, the worker leaves unknown jobs to people and callbacks.
    /// By default, the worker settles only jobs that the service has accepted.
    /// </summary>
    public ReconcileOptions? Reconcile { get; set; } = new();

    /// <summary>The minimum time between two checks of one job, however often callers report that the job has ended.</summary>
    internal TimeSpan HintInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The time between two counts of the jobs, for the health check, the metrics and the log.</summary>
    internal TimeSpan CountInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <exception cref="ArgumentException">Options are out of range. The message lists all of them.</exception>
    internal void Check()
    {
        Reconcile?.Check();
        (bool IsRight, string Option, object Value, string Range)[] options =
        [
            (MaxSubmits >= 0, nameof(MaxSubmits), MaxSubmits, "0 or more"),
            (MaxFollowed >= 0, nameof(MaxFollowed), MaxFollowed, "0 or more"),
            (DrainTime >= TimeSpan.Zero && DrainTime <= Longest, nameof(DrainTime), DrainTime, "0 to 24 days"),
            (RetryDelay > TimeSpan.Zero && RetryDelay <= Longest, nameof(RetryDelay), RetryDelay, "more than 0, at most 24 days"),
        ];
        var wrong = options.Where(static option => !option.IsRight)
            .Select(static option => $"{nameof(ModelJobsOptions)}.{option.Option} is {option.Value}, but must be {option.Range}.").ToList();
        if (wrong.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', wrong));
        }
    }
}
