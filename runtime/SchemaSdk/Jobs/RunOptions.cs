using SchemaSdk.Pipeline.Quotas;

namespace SchemaSdk;

/// <summary>Settings for one job. Unset ones come from <see cref="ModelClientOptions"/>.</summary>
public sealed record RunOptions
{
    /// <summary>What happens to the job when the caller's token is cancelled. Default: <see cref="CancelBehavior.StopWaiting"/>.</summary>
    public CancelBehavior OnCancel { get; init; }

    /// <summary>
    /// Receives every change of state, text or queue position, and new logs or output; <c>RunAsync</c> also reports the request id as soon
    /// as it is known. If the callback throws, the wait ends with a <see cref="ModelException"/> that has the request id, and the job
    /// continues.
    /// </summary>
    public IProgress<JobStatus>? Progress { get; init; }

    /// <summary>
    /// The timeout of the job, more than zero and at most 24 days; null to use <see cref="ModelClientOptions.JobTimeout"/>. With any
    /// other value, the call throws <see cref="ArgumentOutOfRangeException"/> before anything is sent.
    /// </summary>
    public TimeSpan? JobTimeout { get; init; }

    /// <summary>
    /// Options that only the client's service has, such as <see cref="FalOptions"/>; null to use <see cref="ModelClientOptions.Service"/>.
    /// They replace all of the client's options of this kind. With another service's options, or with an invalid value, the call throws
    /// <see cref="ArgumentException"/> before anything is sent.
    /// </summary>
    public ServiceOptions? Service { get; init; }

    /// <summary>Whether to check the input before it is sent; null to use <see cref="ModelClientOptions.ValidateInput"/>.</summary>
    public bool? ValidateInput { get; init; }

    /// <summary>
    /// The maximum price for the job in US dollars, according to the service's catalogue. A job that costs more, or whose price cannot be
    /// read, is refused with a <see cref="ModelBudgetException"/> before anything is sent. More than zero and at most a billion; with
    /// any other value, the call throws <see cref="ArgumentOutOfRangeException"/>. Default: null, for no limit.
    /// </summary>
    public decimal? MaxPriceUsd { get; init; }

    /// <summary>
    /// The caller's name for the job in the <see cref="ModelClientOptions.Ledger"/>: one key, one job. A call with the key of a job
    /// resumes the job or returns its recorded result; it submits only a job that was refused or never sent. If the input differs from the
    /// job's, the call throws <see cref="ModelLedgerException"/>. A key has 1 to 200 characters and no control characters; with any other
    /// key, the call throws <see cref="ArgumentException"/>. If null, a key is generated. Ignored without a ledger.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// The token for all requests for this job, from its submit to its result or cancel. No ledger records it, so a process that
    /// resumes the job must set it again, or set <see cref="ModelClientOptions.TokenForCall"/>. The catalogue and prices are read with
    /// the client's own token. With a malformed token, the call throws <see cref="ArgumentException"/>. Default: null, which uses the
    /// client's token.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [field: DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiToken { get; init; }

    /// <summary>
    /// The id of the customer for whom the job runs, in an application with many customers. At most 200 characters. The ledger records it
    /// with the job, counts the job towards that customer's budgets, and rejects a call that uses the same key for a different customer.
    /// Default: null, for no customer.
    /// </summary>
    public string? Customer { get; init; }

    /// <summary>
    /// If true, the caller itself records in the <see cref="ModelClientOptions.Ledger"/> that the result was delivered, once the result is
    /// safe. Until then, the ledger keeps the job as ended but not delivered. If the call submits the job and waits for its end, no
    /// other process claims the job while the caller's process is alive. Otherwise, a worker may claim and deliver the job. If false, the
    /// result counts as delivered when the call returns it. Default: false.
    /// </summary>
    public bool LeavesDelivery { get; init; }

    /// <summary>True if a worker makes the call. A failure affecting all of the worker's jobs is logged once, not for each job.</summary>
    internal bool IsOfWorker { get; init; }

    /// <summary>True if the call must not submit: it attaches to a job of the ledger, or throws a NotAttachedException.</summary>
    internal bool OnlyAttaches { get; init; }

    /// <summary>The position of the job in the queue of its <c>RunManyAsync</c> call; null for any other job.</summary>
    internal QuotaTurn? Turn { get; init; }

    /// <summary>Describes the key, the customer and whether the job has a token of its own. Never contains the token.</summary>
    public override string ToString() =>
        $"Key: {Key ?? "none"}, Customer: {Customer ?? "none"}, ApiToken: {(ApiToken is null ? "not set" : "set")}";

    /// <exception cref="ArgumentException">The token cannot be sent.</exception>
    internal static string? TokenOf(RunOptions? options) => options?.ApiToken is not { } given ? null
        : Client.Settings.ApiToken.TryClean(given, out var token, out var problem) ? token
        : throw new ArgumentException($"The token in RunOptions.ApiToken {problem}.", nameof(ApiToken));

    /// <exception cref="ArgumentException">The value cannot be a key.</exception>
    internal static void CheckKey(RunOptions? options)
    {
        if (options?.Key is { } key && !KeyForm.IsKey(key))
        {
            throw new ArgumentException($"\"{ErrorText.Cut(key)}\" cannot be the key of a job. A key is {KeyForm.Words}.", nameof(Key));
        }
    }
}
