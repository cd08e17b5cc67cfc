using System.Runtime.CompilerServices;

namespace SchemaSdk;

/// <summary>
/// Remembers every paid job on something that outlives the process, so that none is lost and none is submitted twice. Packages
/// SchemaSdk.Sqlite and SchemaSdk.PostgreSql have one each; other stores derive from this class.
/// </summary>
/// <remarks>
/// A client records each step before it takes it. A method completes when what it was given would survive the end of the process and of
/// the machine. Implementations are safe for use by many threads. The caller disposes of a ledger, after the clients that use it.
/// </remarks>
public abstract partial class JobLedger : ModelLedger
{
    /// <summary>Makes one that keeps everything as it is.</summary>
    protected JobLedger()
        : this(new JobLedgerOptions())
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="options">The parts of a job that are kept, and the way they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside of its range.</exception>
    protected JobLedger(JobLedgerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxResultBytes, nameof(options.MaxResultBytes));
        Options = options;
    }

    /// <summary>The parts of a job that are kept, and the way they are.</summary>
    public JobLedgerOptions Options { get; }

    /// <summary>The name of this open ledger among those that share the jobs: <see cref="LedgerLease.Owner"/>.</summary>
    public abstract string Owner { get; }

    /// <summary>True once it was disposed of: it stops trying what it has not taken. Default: false.</summary>
    public virtual bool IsDisposed => false;

    /// <summary>True if it keeps a budget, so that each job needs its <see cref="LedgerEntry.PriceUsd"/>. Default: false.</summary>
    public virtual bool NeedsPrices => false;

    /// <summary>
    /// True if it refuses a line that goes beyond <see cref="LedgerAttempt.BudgetUsd"/>, counted over all processes, with a
    /// <see cref="ModelBudgetException"/>. Default: false.
    /// </summary>
    public virtual bool KeepsBudgets => false;

    /// <summary>The reason why the ledger's own work, such as forgetting old jobs, failed the last time; null if it did not.</summary>
    public virtual ModelLedgerException? UpkeepFailure => null;

    internal LedgerClaims Claims { get; } = new();

    internal FileFailures FileFailures { get; } = new();

    /// <summary>Finds a job by its key, with its input and result as far as they are kept.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null if the key is new.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public abstract ValueTask<LedgerEntry?> FindAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Records the first line of a job, unless its key is known.</summary>
    /// <param name="intent">The job, in state <see cref="LedgerState.Intended"/>, with its input.</param>
    /// <param name="cancellationToken">Ends the wait; whether the line was recorded is then not known.</param>
    /// <returns>Null if the line was recorded; else the job that has the key, which stays as it was.</returns>
    /// <exception cref="ModelLedgerException">It cannot be recorded.</exception>
    public abstract ValueTask<LedgerEntry?> BeginAsync(LedgerEntry intent, CancellationToken cancellationToken = default);

    /// <summary>
    /// Records the next line of a job. It is refused unless its <see cref="LedgerEntry.Version"/> is the next one of that key, or if the
    /// job was accepted, and the line has another <see cref="LedgerEntry.RequestId"/>: that of an earlier job, which was forgotten.
    /// </summary>
    /// <param name="entry">The job as it is now. An input in state <see cref="LedgerState.Intended"/> replaces the one that it had.</param>
    /// <param name="cancellationToken">Ends the wait; whether the line was recorded is then not known.</param>
    /// <exception cref="ModelLedgerException">It cannot be recorded, or another line was recorded meanwhile.</exception>
    public abstract ValueTask RecordAsync(LedgerEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Lists the jobs, without their inputs and results, in the order in which they were begun.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public abstract IAsyncEnumerable<LedgerEntry> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes jobs that no process works on: as many of each model that has work, and those of one model and state first come, first
    /// served. No other process gets them until <see cref="ReleaseAsync"/>, or until this process has ended.
    /// </summary>
    /// <param name="work">The kind of work.</param>
    /// <param name="count">The largest number of jobs, 1 or more.</param>
    /// <param name="except">The keys of jobs that are left to other processes.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The jobs, with their inputs as far as they are kept; empty while no job waits.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read or written.</exception>
    public abstract ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(
        LedgerWork work, int count, IReadOnlyCollection<string> except, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ClaimAsync(LedgerWork, int, IReadOnlyCollection{string}, CancellationToken)" />
    public ValueTask<IReadOnlyList<LedgerEntry>> ClaimAsync(LedgerWork work, int count, CancellationToken cancellationToken = default) =>
        ClaimAsync(work, count, [], cancellationToken);

    /// <summary>Gives jobs back that were taken, so that others may take them up. Those of others are left as they are.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be written.</exception>
    public abstract ValueTask ReleaseAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken = default);

    /// <summary>Waits until there may be new work to claim. It may end early. Default: after one second.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task WaitForWorkAsync(CancellationToken cancellationToken = default) =>
        Task.Delay(TimeSpan.FromSeconds(1), Options.TimeProvider, cancellationToken);

    /// <summary>Reads the state of a job. A ledger that can read it without the input and the result overrides it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null if the key is new.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerState?> StateOfAsync(string key, CancellationToken cancellationToken = default) =>
        (await FindAsync(key, cancellationToken).ConfigureAwait(false))?.State;

    /// <summary>Counts the jobs. A ledger that can do so without reading all of them overrides it.</summary>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        var summary = new LedgerSummary();
        await foreach (var entry in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            summary = summary.With(entry);
        }

        return summary;
    }

    /// <summary>Lists the jobs in one state. A ledger that finds them without reading all jobs overrides it.</summary>
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

    /// <summary>Finds a job by its request id, without input and result; an unknown one only if no accepted job has the id.</summary>
    /// <param name="requestId">The id.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null if no job has it.</returns>
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
}
