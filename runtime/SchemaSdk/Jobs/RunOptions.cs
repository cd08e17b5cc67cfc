using SchemaSdk.Quotas;
using SchemaSdk.Settings;

namespace SchemaSdk;

/// <summary>Settings of one job. What is not set is as in <see cref="ModelClientOptions"/>.</summary>
public sealed record RunOptions
{
    /// <summary>
    /// Decides what becomes of the job when the caller's token is cancelled. Default: <see cref="CancelBehavior.StopWaiting"/>.
    /// </summary>
    public CancelBehavior OnCancel { get; init; }

    /// <summary>
    /// Told of every change of state, text or queue position, and by <c>RunAsync</c> of the request id as soon as it is known.
    /// If it throws, the wait ends with a <see cref="ModelException"/> that has the request id; the job goes on.
    /// </summary>
    public IProgress<JobStatus>? Progress { get; init; }

    /// <summary>
    /// The time to wait for the end of the job, more than zero and at most 24 days; null: <see cref="ModelClientOptions.JobTimeout"/>.
    /// Another value is an <see cref="ArgumentOutOfRangeException"/> of the call, before anything is sent.
    /// </summary>
    public TimeSpan? JobTimeout { get; init; }

    /// <summary>
    /// Checks the input against the schema before it is sent; null: <see cref="ModelClientOptions.ValidateInput"/>.
    /// </summary>
    public bool? ValidateInput { get; init; }

    /// <summary>
    /// Limits the cost of the run, in US dollars, by the price in the service's catalogue: a dearer one, and one whose price cannot be
    /// read, is refused with a <see cref="ModelBudgetException"/> before anything is sent. More than zero and at most a billion; null: no
    /// limit. Another value is an <see cref="ArgumentOutOfRangeException"/> of the call.
    /// </summary>
    public decimal? MaxPriceUsd { get; init; }

    /// <summary>The place of a run among those of its <c>RunManyAsync</c>; null for any other run.</summary>
    internal QuotaPlace? Place { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">The value is not a price.</exception>
    internal static decimal? MaxPriceOf(RunOptions? options) => ClientSettings.Limit(options?.MaxPriceUsd, nameof(MaxPriceUsd));
}
