using System.Runtime.CompilerServices;

namespace SchemaSdk;

/// <content>The work that is left to workers.</content>
public abstract partial class JobLedger
{
    /// <summary>
    /// The name of this process among those that share the ledger, which stands in <see cref="LedgerLease.Owner"/>. Each open ledger has
    /// another one.
    /// </summary>
    public abstract string Owner { get; }

    /// <summary>
    /// True if <see cref="LedgerEntry.PriceUsd"/> has to be known before a job is sent, because the ledger keeps a budget: a job whose
    /// price cannot be read is then refused. Default: false.
    /// </summary>
    public virtual bool NeedsPrices => false;

    /// <summary>
    /// True if it refuses a line of state <see cref="LedgerState.Sending"/> that goes beyond <see cref="LedgerAttempt.BudgetUsd"/>, with a
    /// <see cref="ModelBudgetException"/>: what it has recorded before, in any process, counts. Default: false.
    /// </summary>
    public virtual bool KeepsBudgets => false;

    /// <summary>
    /// The reason why something failed that the ledger does by itself, as taking out what it keeps no longer, or saying that this process
    /// lives; null if all of it succeeded the last time. No job fails by that: the health check of a worker shows it. Default: null.
    /// </summary>
    public virtual ModelLedgerException? UpkeepFailure => null;

    /// <summary>
    /// Takes jobs that no process works on, in an order that is fair: each model that has work gives as many as the others do, as long as
    /// it has some, and the keys of one model that are in one state are taken first come, first served. No other process gets them until
    /// <see cref="ReleaseAsync"/>, or until this process has ended.
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

    /// <summary>
    /// Waits until there may be new work for <see cref="ClaimAsync(LedgerWork, int, CancellationToken)"/>. It may end early. Default: after
    /// one second.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual Task WaitForWorkAsync(CancellationToken cancellationToken = default) =>
        Task.Delay(TimeSpan.FromSeconds(1), Options.TimeProvider, cancellationToken);

    /// <summary>
    /// Reads the state of a job, for those who wait for its end. A ledger that can read it without the input and the result overrides it.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null if the key is new.</returns>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerState?> StateOfAsync(string key, CancellationToken cancellationToken = default) =>
        (await FindAsync(key, cancellationToken).ConfigureAwait(false))?.State;

    /// <summary>Counts the jobs.</summary>
    /// <param name="cancellationToken">Ends the count.</param>
    /// <exception cref="ModelLedgerException">The ledger cannot be read.</exception>
    public virtual async ValueTask<LedgerSummary> SummarizeAsync(CancellationToken cancellationToken = default)
    {
        var summary = new LedgerSummary();
        await foreach (var entry in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            summary = LedgerCount.With(summary, entry);
        }

        return summary;
    }

    /// <summary>
    /// Lists the jobs in one state, without their inputs and results, in the order in which they were begun. A ledger that can find them
    /// without reading all jobs overrides it.
    /// </summary>
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

    /// <summary>
    /// Finds a job by the id that the service gave it, without its input and result. An unknown job with the id is found if no other job
    /// has it.
    /// </summary>
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
            if (entry.RequestId != requestId)
            {
                continue;
            }

            if (entry.State is LedgerState.Accepted or LedgerState.Ended or LedgerState.Delivered)
            {
                return entry;
            }

            doubtful ??= entry;
        }

        return doubtful;
    }
}
