using System.Data.Common;

namespace SchemaSdk.Durable;

/// <content>Lines in transactions of callers.</content>
public abstract partial class DurableJobLedger
{
    /// <summary>
    /// Records the first line of a job in a transaction of the caller, unless its key is known: the job is there if the transaction is
    /// committed, with all else that it did, and else it is not.
    /// </summary>
    /// <param name="intent">The job, as <see cref="JobLedger.IntentOf"/> makes it.</param>
    /// <param name="transaction">A transaction in the database, or the SQLite file, of this ledger.</param>
    /// <param name="cancellationToken">Ends the wait; roll the transaction back then.</param>
    /// <returns>Null if the line was recorded; else the job that has the key, which stays as it was.</returns>
    /// <exception cref="ArgumentException">
    /// A value of the job cannot be kept, or the transaction has ended or is one of another database.
    /// </exception>
    /// <exception cref="ModelLedgerException">It cannot be recorded. Roll the transaction back.</exception>
    public async ValueTask<LedgerEntry?> BeginAsync(
        LedgerEntry intent, DbTransaction transaction, CancellationToken cancellationToken = default)
    {
        Check(transaction);
        Lines.Check(intent, isFirst: true);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        var (isMade, known) = await PutAsync(_lines.First(intent, Guid.NewGuid()), intent.Key, transaction, cancellationToken)
            .ConfigureAwait(false);
        return isMade ? null : known ?? throw new ModelLedgerException(
            $"The job '{intent.Key}' was removed from the ledger {_store.Words} while it was looked up. Begin it again.");
    }

    /// <summary>Records a later line of a job in a transaction of the caller. It is not one that says that the job is sent.</summary>
    internal async ValueTask RecordAsync(LedgerEntry entry, DbTransaction transaction, CancellationToken cancellationToken)
    {
        Lines.Check(entry, isFirst: false);
        var line = _lines.Later(entry, Guid.NewGuid(), begunBy: null);
        var (isMade, known) = await PutAsync(line, entry.Key, transaction, cancellationToken).ConfigureAwait(false);
        if (!isMade)
        {
            throw Refusals.Of(entry, known, Owner, _store.Words);
        }
    }

    // Gives the job as it is if the line stands against that.
    private Task<(bool IsMade, LedgerEntry? Known)> PutAsync(
        Statement line, string key, DbTransaction transaction, CancellationToken cancellationToken) => DuringAsync(() => InAsync(
        transaction,
        async session => (await session.RunAsync([line], cancellationToken).ConfigureAwait(false))[0] is not null
            ? (true, (LedgerEntry?)null)
            : (false, await _rows.FindAsync(session, key, cancellationToken).ConfigureAwait(false)),
        cancellationToken));

    /// <summary>Refuses a transaction of another database, or one that has ended: its connection would commit a line at once.</summary>
    /// <exception cref="ArgumentException">It has ended, or cannot be one of this ledger.</exception>
    internal abstract void Check(DbTransaction transaction);

    /// <summary>Does something in a transaction that was checked. Workers hear of it after the commit.</summary>
    internal abstract Task<T> InAsync<T>(
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken);
}
