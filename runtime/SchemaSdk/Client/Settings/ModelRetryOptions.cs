namespace SchemaSdk;

/// <summary>Sets how long failed calls are tried again. Zero: not at all; at most 24 days.</summary>
public sealed class ModelRetryOptions
{
    /// <summary>
    /// For submits that never left this machine, or that the service refused for now (429, or 503 with <c>Retry-After</c> in its own
    /// words). Default: 2 minutes. A submit of the worker of <c>AddModelJobs</c> that never left is tried again by the worker instead.
    /// </summary>
    /// <remarks>
    /// No attempt begins after it. One that has begun may be billed, so its outcome is awaited all the same: a submit takes
    /// <see cref="SubmitBudget"/>, <see cref="ModelTimeouts.Submit"/> and five seconds at most, 3:45 minutes by default. Any other submit
    /// without an answer is never sent again: it may be running and billed.
    /// </remarks>
    public TimeSpan SubmitBudget { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The time for which <c>RunManyAsync</c> holds back an input that the service refuses for now (429, or 503 in its own words). Fewer
    /// jobs are then in flight; one more is sent when one of them has ended, and from time to time. When the service takes an input of any
    /// <c>RunManyAsync</c> of the client, the time begins again. An input whose time is up ends with <see
    /// cref="ModelUnavailableException"/>. Zero: its runs are submitted like any other, within <see cref="SubmitBudget"/>. Default: 30
    /// minutes.
    /// </summary>
    public TimeSpan QuotaBudget { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The time that a streak of failed status or result calls may last, or of breaks of a download; an answer, or another MiB of the file,
    /// ends the streak. Time that the service asks to wait does not count in a wait, which its job's timeout limits; it does in <see
    /// cref="ModelJob{TOutput}.GetStatusAsync"/> and in a download. Default: 2 minutes.
    /// </summary>
    public TimeSpan ReadBudget { get; set; } = TimeSpan.FromMinutes(2);
}
