using System.Data.Common;

namespace SchemaSdk.Durable;

/// <content>Recording in the caller's transactions.</content>
public abstract partial class DurableJobLedger
{
    /// <summary>
    /// Records a new job in the caller's transaction, unless the ledger already has its key. The new job exists only if the transaction is
    /// committed.
    /// </summary>
    /// <param name="intent">The job, as <see cref="JobLedger.IntentOf"/> makes it.</param>
    /// <param name="transaction">A transaction in the database or SQLite file of this ledger.</param>
    /// <param name="cancellationToken">Ends the wait. After that, roll back the transaction.</param>
    /// <returns>Null if the job was recorded; otherwise the unchanged job that has the key.</returns>
    /// <exception cref="ArgumentException">
    /// A value of the job cannot be kept, or the transaction has ended or belongs to another database.
    /// </exception>
    /// <exception cref="ModelLedgerException">The job cannot be recorded. Roll back the transaction.</exception>
    public async ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        Check(transaction);
        EntryRules.Check(intent, isFirst: true);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var (isMade, known) = await PutAsync(_entries.First(intent, Guid.NewGuid()), intent.Key, transaction, cancellationToken)
            .ConfigureAwait(false);
        return isMade ? null : known ?? throw new ModelLedgerException(
            $"The job '{intent.Key}' was removed from the ledger {_store.Words} while it was looked up. Begin it again.");
    }

    /// <summary>
    /// Records a later step of a job in the caller's transaction. The step must not be <see cref="LedgerState.Sending"/>.
    /// </summary>
    internal async ValueTask RecordAsync(LedgerEntry entry, DbTransaction transaction, CancellationToken cancellationToken)
    {
        EntryRules.Check(entry, isFirst: false);
        var statement = _entries.Later(entry, Guid.NewGuid(), begunBy: null);
        var (isMade, known) = await PutAsync(statement, entry.Key, transaction, cancellationToken).ConfigureAwait(false);
        if (!isMade)
        {
            throw Refusals.Of(entry, known, Owner, _store.Words);
        }
    }

    // Returns the current job if the ledger already has one that conflicts with the entry.
    private Task<(bool IsMade, LedgerEntry? Known)> PutAsync(
        Statement statement, string key, DbTransaction transaction, CancellationToken cancellationToken) => DuringAsync(() => InAsync(
        transaction,
        async session => (await session.RunAsync([statement], cancellationToken).ConfigureAwait(false))[0] is not null
            ? (true, (LedgerEntry?)null)
            : (false, await _rows.FindAsync(session, key, cancellationToken).ConfigureAwait(false)),
        cancellationToken));

    /// <summary>
    /// Rejects a transaction that belongs to another database or has ended. Once a transaction has ended, its connection would commit the
    /// entry immediately.
    /// </summary>
    /// <exception cref="ArgumentException">The transaction has ended or cannot belong to this ledger.</exception>
    internal abstract void Check(DbTransaction transaction);

    /// <summary>Runs an action in a checked transaction. Workers are notified after the commit.</summary>
    internal abstract Task<T> InAsync<T>(
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken);
}
