namespace SchemaSdk;

/// <summary>
/// Records every paid job in a durable store, so that no job is lost or submitted twice. The packages SchemaSdk.Sqlite and
/// SchemaSdk.PostgreSql each have a ledger. For another store, derive from this class.
/// </summary>
/// <remarks>
/// A client records each step before taking it. A write completes once its data would survive a crash of the process and of the machine.
/// Implementations must be thread-safe. The application disposes of a ledger after the clients that use it.
/// </remarks>
public abstract partial class JobLedger : ModelLedger
{
    /// <summary>Creates a ledger with the default options.</summary>
    protected JobLedger() : this(new JobLedgerOptions())
    {
    }

    /// <summary>Creates a ledger.</summary>
    /// <param name="options">The settings for what the ledger keeps about each job.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    protected JobLedger(JobLedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxResultBytes, nameof(options.MaxResultBytes));
        Options = options;
    }

    /// <summary>The settings for what the ledger keeps about each job.</summary>
    public JobLedgerOptions Options { get; }

    /// <summary>The name of this ledger, unique among all ledgers that share the jobs; see <see cref="LedgerLease.Owner"/>.</summary>
    public abstract string Owner { get; }

    /// <summary>True if the ledger was disposed. It then stops retrying entries that it could not record. Default: false.</summary>
    public virtual bool IsDisposed => false;

    /// <summary>True if the ledger has a budget: jobs under it must have a <see cref="LedgerEntry.PriceUsd"/>. Default: false.</summary>
    public virtual bool NeedsPrices => false;

    /// <summary>
    /// True if the ledger enforces <see cref="LedgerAttempt.BudgetUsd"/> across all processes. It then throws a
    /// <see cref="ModelBudgetException"/> for a job that exceeds the budget. Default: false.
    /// </summary>
    public virtual bool KeepsBudgets => false;

    /// <summary>The failure of the ledger's last upkeep, such as the removal of old jobs; null if it succeeded.</summary>
    public virtual ModelLedgerException? UpkeepFailure => null;

    internal LedgerClaims Claims { get; } = new();

    internal virtual bool NeedsPriceOf(LedgerEntry entry) => NeedsPrices;

    internal FileFailures FileFailures { get; } = new();
    internal SharedDownloads Downloads { get; } = new();

    /// <summary>Finds a job by its key, with its input and result if they are kept.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The job; null if the key is new.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public abstract ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default);

    // The returned job may lack its input and result.
    internal virtual ValueTask<LedgerEntry?> FindBareAsync(string key, CancellationToken cancellationToken) =>
        FindAsync(key, cancellationToken);

    /// <summary>Records the first entry of a job, unless the ledger already has its key.</summary>
    /// <param name="intent">The job in state <see cref="LedgerState.Intended"/>, with its input.</param>
    /// <param name="cancellationToken">Ends the wait. The entry may still be recorded.</param>
    /// <returns>Null if the entry was recorded; otherwise the unchanged job that has the key.</returns>
    /// <exception cref="ModelLedgerException">The entry cannot be recorded.</exception>
    public abstract ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default);

    // Records the first entry of a job with a generated key. Returns true if the next entry was recorded too.
    internal virtual async ValueTask<bool> BeginAsync(LedgerEntry intent, LedgerEntry next)
    {
        _ = await BeginAsync(intent, CancellationToken.None).ConfigureAwait(false);
        return false;
    }

    /// <summary>
    /// Records the next entry of a job. Rejects the entry unless its <see cref="LedgerEntry.Version"/> is one more than the version of the
    /// key's last entry. Also rejects the entry if the key's current job has another <see cref="LedgerEntry.RequestId"/>: the entry then
    /// belongs to an earlier job, which the ledger has removed. Releases a refused, unknown or delivered job.
    /// </summary>
    /// <param name="entry">The new entry. In state <see cref="LedgerState.Intended"/>, its input replaces the earlier input.</param>
    /// <param name="cancellationToken">Ends the wait. The entry may still be recorded.</param>
    /// <exception cref="ModelLedgerException">The entry cannot be recorded, or another entry was recorded first.</exception>
    public abstract ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Lists the jobs in the order in which they were recorded. Inputs and results are omitted.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public abstract IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Claims jobs that no process is working on. Each model that has work gets an equal share. Jobs of the same model and state are
    /// claimed in order of arrival. No other process gets them before <see cref="ReleaseAsync"/>, unless this process is presumed dead.
    /// </summary>
    /// <param name="work">The kind of work.</param>
    /// <param name="count">The largest number of jobs, 1 or more.</param>
    /// <param name="except">The keys of jobs to leave to other processes.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The jobs, with their inputs if they are kept; empty if no job is waiting.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read or written.</exception>
    public abstract ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ClaimAsync(LedgerWork, int, IReadOnlyCollection{string}, CancellationToken)" />
    public ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(LedgerWork work, int count, CancellationToken cancellationToken = default) =>
        ClaimAsync(work, count, [], cancellationToken);

    // service: the only service whose jobs the worker can run; null for any. An application's own ledger may ignore it.
    internal virtual ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, string? service, CancellationToken cancellationToken) =>
        ClaimAsync(work, count, except, cancellationToken);

    /// <summary>Releases claimed jobs, so that other processes may claim them. Jobs of other processes are not changed.</summary>
    /// <param name="keys">The keys of the jobs.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be written.</exception>
    public abstract ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default);

    /// <summary>Waits until there may be new work to claim. May return early. The default implementation waits one second.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task WaitForWorkAsync(CancellationToken cancellationToken = default) =>
        Task.Delay(TimeSpan.FromSeconds(1), Options.TimeProvider, cancellationToken);

    /// <summary>Reads the state of a job. Override this method if the state can be read without the input and the result.</summary>
    /// <param name="key">The key of the job.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The state; null if the key is new.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerState?> StateOfAsync(string key, CancellationToken cancellationToken = default) =>
        (await FindAsync(key, cancellationToken).ConfigureAwait(false))?.State;

    /// <summary>Counts the jobs by state. Override this method if the ledger can count without reading all jobs.</summary>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        var summary = new LedgerSummary();
        await foreach (var entry in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            summary = summary.With(entry.State, count: 1, entry.ChangedAt);
        }

        return summary;
    }

    /// <summary>Adds up what all jobs have cost or could cost. Override it to include removed jobs, or to avoid reading each job.</summary>
    /// <param name="service">The name of the service whose jobs count; null for all services.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerSpending> SpendingAsync(string? service, CancellationToken cancellationToken = default)
    {
        var spending = new LedgerSpending(0, 0, 0);
        await foreach (var entry in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            var amount = entry.End?.CostUsd is > 0 and var cost ? cost : entry.PriceUsd ?? 0;
            spending = service is null || entry.Service == service ? spending.With(entry.State, amount) : spending;
        }

        return spending;
    }

    /// <summary>Lists the jobs in one state. Override this method if that is possible without reading all jobs.</summary>
    /// <param name="state">The state.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async IAsyncEnumerable<LedgerEntry> ListInStateAsync(
        LedgerState state, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var entry in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (entry.State == state)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Finds a job by its request id. Omits its input and result. An accepted job takes precedence over an unknown one.</summary>
    /// <param name="requestId">The request id.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The job; null if no job has the id.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerEntry?> FindByRequestAsync(string requestId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        LedgerEntry? doubtful = null;
        await foreach (var entry in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (entry.RequestId == requestId && entry.WasAccepted)
            {
                return entry;
            }

            doubtful ??= entry.RequestId == requestId ? entry : null;
        }

        return doubtful;
    }

    // service: the service of the job, needed because two services may give out the same id; null for any service.
    internal virtual async ValueTask<LedgerEntry?> FindByRequestAsync(
        string requestId, string? service, CancellationToken cancellationToken) =>
        await FindByRequestAsync(requestId, cancellationToken).ConfigureAwait(false) is { } found
        && (service is null || found.Service is null || found.Service == service) ? found : null;
}
