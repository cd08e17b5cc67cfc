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
    /// <summary>
    /// The time from an answer to the next question while nothing is known of the model; the first comes at once. Of a model that is
    /// known it says how early an end is to be seen: after half of it, on average. More than zero, at most 24 days. Default: 2 seconds.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many status and result requests the client makes in a second, for all jobs together; jobs that are due stand in line.
    /// More than zero; <see cref="double.PositiveInfinity"/>: no limit. Default: 50.
    /// </summary>
    public double RequestsPerSecond { get; set; } = 50;

    /// <summary>
    /// What an earlier client learned of its models, as <see cref="ModelClient.ExportPollingProfile"/> gave it; null: nothing.
    /// Any other text is refused by the client's constructor. Default: null.
    /// </summary>
    public string? Profile { get; set; }
}
