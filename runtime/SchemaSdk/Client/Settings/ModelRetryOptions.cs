namespace SchemaSdk;

/// <summary>Sets how long failed calls are retried. Zero: not at all; at most 24 days.</summary>
public sealed class ModelRetryOptions
{
    /// <summary>
    /// For submits that were never sent, or that the service refused for now (429, or 503 with <c>Retry-After</c> in its own form).
    /// Default: 2 minutes. If a submit of the worker of <c>AddModelJobs</c> was never sent, the worker itself retries it.
    /// </summary>
    /// <remarks>
    /// No attempt starts after this time. One that has started may be charged, so the client still waits for its outcome: a submit takes
    /// at most <see cref="SubmitBudget"/>, <see cref="ModelTimeouts.Submit"/> and five seconds, by default 3:45 minutes. Any other submit
    /// without an answer is never sent again, because it may run and be charged.
    /// </remarks>
    public TimeSpan SubmitBudget { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The time for which <c>RunManyAsync</c> holds an input back that the service refuses for now (429, or 503 in its own form). Fewer
    /// jobs are then in flight; another input is sent when a job has ended, and from time to time. When the service accepts an input of any
    /// <c>RunManyAsync</c> of the client, this time starts again. When it is over, the input fails with
    /// <see cref="ModelUnavailableException"/>. Zero: the inputs are submitted like any other, within <see cref="SubmitBudget"/>. Default:
    /// 30 minutes.
    /// </summary>
    public TimeSpan QuotaBudget { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The longest streak of failed status or result calls, or of broken connections of a download. An answer, or another MiB of
    /// the file, ends the streak. A delay for which the service asks does not count in a wait, which has the job's timeout; it does count
    /// in <see cref="ModelJob{TOutput}.GetStatusAsync"/> and in a download. Default: 2 minutes.
    /// </summary>
    public TimeSpan ReadBudget { get; set; } = TimeSpan.FromMinutes(2);
}
