namespace SchemaSdk;

/// <summary>Sets how often the client polls the jobs for which callers wait.</summary>
/// <remarks>
/// A client learns the durations of each model's last 20 jobs. Once it knows all 20, it polls a job of that model only every 30 seconds
/// until the job's age reaches nine tenths of the shortest duration. If the service temporarily refuses a poll, only that job's next poll
/// is delayed. If it refuses polls for several jobs, and at least a tenth of all polls, the client polls all jobs less often for a while.
/// </remarks>
public sealed class ModelPollingOptions
{
    internal static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    private bool _wasRead;

    /// <summary>The value of <see cref="Interval"/>; null if it was not set.</summary>
    internal TimeSpan? FixedInterval { get; private set; }

    /// <summary>
    /// The time from an answer to the next poll. If it is not set, the first poll is due 2 s after the submit. Each further poll is then
    /// due after about a sixth of the job's age, but after at least half a second and at most two seconds. If the time is set, the first
    /// poll is immediate, unless the model's durations are known. Polls that are not immediate are due at multiples of 50 ms, so that polls
    /// of several jobs coincide. More than zero, at most 24 days. Default: not set; the property then returns 2 s.
    /// </summary>
    public TimeSpan Interval
    {
        get
        {
            _wasRead = true;
            return FixedInterval ?? Usual;
        }

        // A configuration binder may write back the default that it has read. That does not count as setting the interval.
        set => FixedInterval = FixedInterval is null && _wasRead && value == Usual ? null : value;
    }

    /// <summary>
    /// The maximum number of polls per second, for all jobs together. Further polls wait; GetStatusAsync does not. At least 0.001;
    /// <see cref="double.PositiveInfinity"/> means no limit. Default: 0, which means the service's limit; for RunComfy, 50.
    /// </summary>
    public double RequestsPerSecond { get; set; }

    /// <summary>
    /// The durations that an earlier client has learned, from <see cref="ModelClient.ExportPollingProfile"/>. If they cannot be read, the
    /// client ignores them and logs a warning. Default: null; the client then starts without any durations.
    /// </summary>
    public string? Profile { get; set; }
}
