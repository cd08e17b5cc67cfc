using SchemaSdk.Client.Settings;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>Sets how often the client asks the service for the status of jobs for which callers wait.</summary>
/// <remarks>
/// A client learns from the last 20 jobs of each model how long they take. Once it knows 20, it polls only every 30 seconds until the age
/// of a job is nine tenths of the shortest of these durations.
/// If the service refuses a read for now, only that job is delayed. If it refuses reads of several jobs, and a tenth of all reads, the
/// client polls all jobs less often for a while.
/// </remarks>
public sealed class ModelPollingOptions
{
    internal static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    private OptionValue<TimeSpan> _interval;
    private OptionValue<double> _perSecond;

    /// <summary>The value to which <see cref="Interval"/> was set; null if it was not set.</summary>
    internal TimeSpan? FixedInterval => _interval.Set;

    /// <summary>
    /// The time from an answer to the next poll. If it is not set, the first poll comes 1.5 s after the submit, and each further poll after
    /// about a seventh of the job's age, between half a second and two seconds. If it is set, the first poll comes at once, unless the
    /// durations of the model are known. More than zero, at most 24 days. Default: not set, which reads as 2 seconds.
    /// </summary>
    public TimeSpan Interval
    {
        get => _interval.Read(Usual);
        set => _interval.Write(value, Usual);
    }

    /// <summary>
    /// The most status and result requests per second that the client makes, for all jobs together; further ones wait in line. More than
    /// zero; <see cref="double.PositiveInfinity"/>: no limit. Default: 50.
    /// </summary>
    public double RequestsPerSecond
    {
        get => _perSecond.Read(KnownServices.Default.Defaults.Limits.ReadsPerSecond);
        set => _perSecond.Write(value, KnownServices.Default.Defaults.Limits.ReadsPerSecond);
    }

    /// <summary>
    /// The knowledge of an earlier client about its models, from <see cref="ModelClient.ExportPollingProfile"/>; null: nothing. It is a
    /// hint: a text that cannot be read is ignored, with a warning in the log. Default: null.
    /// </summary>
    public string? Profile { get; set; }

    /// <summary>The requests per second for a client of a service: that service's default if the option is not set.</summary>
    internal double PerSecondFor(ServiceProfile service) => _perSecond.Set ?? service.Defaults.Limits.ReadsPerSecond;
}
