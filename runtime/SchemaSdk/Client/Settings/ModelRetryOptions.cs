namespace SchemaSdk;

/// <summary>Sets for how long failed calls are retried, up to 24 days. Zero means no retries, but see <see cref="QuotaBudget"/>.</summary>
public sealed class ModelRetryOptions
{
    /// <summary>
    /// How long the client retries a submit that was never sent or was temporarily refused. A temporary refusal is a 429. Except at fal and
    /// Replicate, it is also a 503 with <c>Retry-After</c> and the service's own error. With <c>AddModelJobs</c>, the worker instead
    /// retries a submit that was never sent. Each request that stores a file before the submit is retried for the same time.
    /// Default: 2 minutes.
    /// </summary>
    /// <remarks>
    /// An attempt that has started may be charged, so the client still waits for its outcome. A submit takes at most the sum of
    /// <see cref="SubmitBudget"/>, <see cref="ModelTimeouts.Submit"/> and five seconds, by default 3 min 45 s. This excludes waits for a
    /// request slot, a ledger, a price or files. A submit that was sent but not answered is never sent again, because its job may run.
    /// </remarks>
    public TimeSpan SubmitBudget { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The maximum time that <c>RunManyAsync</c> holds back an input while the service does not accept jobs. The input then fails with
    /// <see cref="ModelUnavailableException"/>. Meanwhile, the call keeps fewer jobs in flight. It sends another input when a job ends, and
    /// from time to time as a probe. The time restarts when the service accepts an input from any of the client's <c>RunManyAsync</c>
    /// calls. With zero, no input is held back. Default: 30 minutes.
    /// </summary>
    public TimeSpan QuotaBudget { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// How long status calls, result calls or the connections of a download may keep failing. Each answer, and each MiB that is
    /// downloaded, restarts the time. During a wait, delays that the service asks for do not count, because the job's timeout limits the
    /// wait. In <see cref="ModelJob{TOutput}.GetStatusAsync"/> and in a download, such delays count. Default: 2 minutes.
    /// </summary>
    public TimeSpan ReadBudget { get; set; } = TimeSpan.FromMinutes(2);
}
