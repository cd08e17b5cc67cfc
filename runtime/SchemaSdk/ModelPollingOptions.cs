namespace SchemaSdk;

/// <summary>How often the service is asked for the status of a job.</summary>
public sealed class ModelPollingOptions
{
    /// <summary>
    /// The time from an answer to the next question; the first comes at once. Where the service asks to wait, all jobs of the
    /// client do. More than zero, at most 24 days. Default: 2 seconds.
    /// </summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);
}
