using SchemaSdk.Client.Settings;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;

namespace SchemaSdk;

/// <summary>Sets how often the service is asked for the status of the jobs that are waited for.</summary>
/// <remarks>
/// A client learns from the last 20 jobs of each model how long they take. Once it knows 20, it asks only every 30 seconds until a job is
/// nine tenths as old as the shortest of them was.
/// A read that the service refuses for now delays only its own job. If it refuses reads of several jobs, and a tenth of all, the
/// client asks for less of all of them for a while.
/// </remarks>
public sealed class ModelPollingOptions
{
    internal static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);

    private OptionValue<TimeSpan> _interval;
    private OptionValue<double> _perSecond;

    /// <summary>The value that <see cref="Interval"/> was set to; null if it was not.</summary>
    internal TimeSpan? FixedInterval => _interval.Set;

    /// <summary>
    /// The time from an answer to the next question. If it is not set, the first question comes 1.5 s after the submit, and the others
    /// after about a seventh of the job's age, between half a second and two. If it is set, the first question comes at once, unless the
    /// model is known. More than zero, at most 24 days. Default: not set, which reads as 2 seconds.
    /// </summary>
    public TimeSpan Interval
    {
        get => _interval.Read(Usual);
        set => _interval.Write(value, Usual);
    }

    /// <summary>
    /// The number of status and result requests that the client makes in a second, for all jobs together; jobs that are due stand in line.
    /// More than zero; <see cref="double.PositiveInfinity"/>: no limit. Default: 50.
    /// </summary>
    public double RequestsPerSecond
    {
        get => _perSecond.Read(KnownServices.Default.Defaults.Limits.ReadsPerSecond);
        set => _perSecond.Write(value, KnownServices.Default.Defaults.Limits.ReadsPerSecond);
    }

    /// <summary>
    /// The text that an earlier client learned of its models, from <see cref="ModelClient.ExportPollingProfile"/>; null: nothing. It is a
    /// hint: a text that cannot be read is ignored, with a warning in the log. Default: null.
    /// </summary>
    public string? Profile { get; set; }

    /// <summary>The requests in a second for a client of a service: that service's own number where none was set.</summary>
    internal double PerSecondFor(ServiceProfile service) => _perSecond.Set ?? service.Defaults.Limits.ReadsPerSecond;
}
