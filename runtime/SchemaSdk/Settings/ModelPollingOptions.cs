namespace SchemaSdk;

/// <summary>How often the service is asked for the status of the jobs that are waited for.</summary>
/// <remarks>
/// A client learns from the last 20 jobs of each model how long they take. From the fifth on, it asks little before a job is likely
/// to end, often around that time, and rarely after: the end is seen as early as at a fixed <see cref="Interval"/>, with fewer requests.
/// What the service refuses for now delays the job that it is about. Only where it refuses reads of several jobs, and a tenth of all, the
/// client asks for less of all of them for a while.
/// </remarks>
public sealed class ModelPollingOptions
{
    internal static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    private bool _wasRead;

    /// <summary>What <see cref="Interval"/> was set to; null: nothing.</summary>
    internal TimeSpan? FixedInterval { get; private set; }

    /// <summary>
    /// Where it is set: the time from an answer to the next question while nothing is known of the model; the first comes at once. Where
    /// it is not: the first question comes a second after the submit, the others after about a seventh of the job's age, between half a
    /// second and three. Of a model that is known it says how early an end is to be seen: after half of it, on average. More than zero, at
    /// most 24 days. Default: not set, which reads as 2 seconds.
    /// </summary>
    public TimeSpan Interval
    {
        get
        {
            _wasRead = true;
            return FixedInterval ?? Usual;
        }

        set
        {
            // Binders of configurations write back what they read of an option that is not configured.
            if (FixedInterval is not null || !_wasRead || value != Usual)
            {
                FixedInterval = value;
            }
        }
    }

    /// <summary>
    /// How many status and result requests the client makes in a second, for all jobs together; jobs that are due stand in line.
    /// More than zero; <see cref="double.PositiveInfinity"/>: no limit. Default: 50.
    /// </summary>
    public double RequestsPerSecond { get; set; } = 50;

    /// <summary>
    /// What an earlier client learned of its models, as <see cref="ModelClient.ExportPollingProfile"/> gave it; null: nothing. It is a
    /// hint: a text that cannot be read is ignored, with a warning in the log. Default: null.
    /// </summary>
    public string? Profile { get; set; }
}
