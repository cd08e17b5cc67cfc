using SchemaSdk.Client.Errors;
using SchemaSdk.Ledgers;
using SchemaSdk.Pipeline.Quotas;

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

    /// <summary>
    /// Names the job in the <see cref="ModelClientOptions.Ledger"/>: one key, one job. A call with a key that is known makes no second
    /// one: it takes up the job that runs, or gives the result that is kept; another input under the same key is a
    /// <see cref="ModelLedgerException"/>. 1 to 200 characters, without control characters; null: one is made. Without a ledger it
    /// has no effect. Another value is an <see cref="ArgumentException"/> of the call.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// Leaves it to the caller to record in the <see cref="ModelClientOptions.Ledger"/> that the result was delivered, once it is safe:
    /// the job stays ended there until then, and is the caller's until its process ends. With false, it counts as delivered when it is
    /// given out. Default: false.
    /// </summary>
    public bool LeavesDelivery { get; init; }

    /// <summary>True if a worker makes the call, which reports what fails for all of its jobs at once.</summary>
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
