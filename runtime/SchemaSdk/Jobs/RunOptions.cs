using SchemaSdk.Client.Errors;
using SchemaSdk.Ledgers;
using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk;

/// <summary>Settings of one job. Those that are not set come from <see cref="ModelClientOptions"/>.</summary>
public sealed record RunOptions
{
    /// <summary>
    /// Says what happens to the job when the caller's token is cancelled. Default: <see cref="CancelBehavior.StopWaiting"/>.
    /// </summary>
    public CancelBehavior OnCancel { get; init; }

    /// <summary>
    /// Gets every change of state, text or queue position, and in <c>RunAsync</c> the request id as soon as it is known.
    /// If it throws, the wait ends with a <see cref="ModelException"/> that has the request id; the job continues.
    /// </summary>
    public IProgress<JobStatus>? Progress { get; init; }

    /// <summary>
    /// The timeout of the job, more than zero and at most 24 days; null: <see cref="ModelClientOptions.JobTimeout"/>.
    /// With another value, the call throws <see cref="ArgumentOutOfRangeException"/> before anything is sent.
    /// </summary>
    public TimeSpan? JobTimeout { get; init; }

    /// <summary>
    /// Checks the input against the schema before it is sent; null: <see cref="ModelClientOptions.ValidateInput"/>.
    /// </summary>
    public bool? ValidateInput { get; init; }

    /// <summary>
    /// The most that the run may cost, in US dollars, by the price in the service's catalogue. A run that costs more, or whose price cannot
    /// be read, is refused with a <see cref="ModelBudgetException"/> before anything is sent. More than zero and at most a billion; null:
    /// no limit. With another value, the call throws <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public decimal? MaxPriceUsd { get; init; }

    /// <summary>
    /// The caller's name for the job in the <see cref="ModelClientOptions.Ledger"/>: one key, one job. A call with a known key submits
    /// nothing: it resumes the running job, or returns the recorded result. With another input, it throws
    /// <see cref="ModelLedgerException"/>. 1 to 200 characters, without control characters; null: the client makes one. Without a ledger it
    /// has no effect. With an invalid key, the call throws <see cref="ArgumentException"/>.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// If true, the caller records in the <see cref="ModelClientOptions.Ledger"/> that the result was delivered, once it is safe. Until
    /// then the job stays ended there, and belongs to the caller until its process ends. If false, the result counts as delivered when the
    /// call returns it. Default: false.
    /// </summary>
    public bool LeavesDelivery { get; init; }

    /// <summary>True if a worker makes the call, which reports failures that affect all of its jobs itself.</summary>
    internal bool IsOfWorker { get; init; }

    /// <summary>The place of a run among those of its <c>RunManyAsync</c>; null for any other run.</summary>
    internal QuotaPlace? Place { get; init; }

    /// <exception cref="ArgumentException">The value cannot be a key.</exception>
    internal static void CheckKey(RunOptions? options)
    {
        if (options?.Key is { } key && !KeyForm.IsKey(key))
        {
            throw new ArgumentException($"\"{ErrorText.Cut(key)}\" cannot be the key of a job: that is {KeyForm.Words}.", nameof(Key));
        }
    }
}
