using System.Data.Common;
using SchemaSdk.Durable.Calls;

namespace SchemaSdk.Sqlite;

/// <content>Lines in transactions of callers.</content>
public sealed partial class SqliteJobLedger
{
    private int _isRinging;

    internal override void Check(DbTransaction transaction) => _store.CheckSame(ConnectionOf(transaction));

    internal override async Task<T> InAsync<T>(
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken)
    {
        var result = await _store.InAsync(ConnectionOf(transaction), action).ConfigureAwait(false);
        if (Interlocked.Exchange(ref _isRinging, 1) == 0)
        {
            _ = Background.Run(RingAfterAsync);
        }

        return result;
    }

    private static SqliteConnection ConnectionOf(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var given = transaction as SqliteTransaction ?? throw new ArgumentException(
            $"The transaction is a {transaction.GetType().Name}. Give one of Microsoft.Data.Sqlite, in the file of the ledger.",
            nameof(transaction));
        return given.Connection ?? throw new ArgumentException("The transaction has ended. Begin another one.", nameof(transaction));
    }

    // The transaction of the caller has the lock of the file, so an empty one comes after its end.
    private async Task RingAfterAsync()
    {
        try
        {
            // With the lock: a transaction that comes later has a ring of its own.
            await _store.TransactAsync((_, _) => Task.FromResult(Interlocked.Exchange(ref _isRinging, 0)), Patience.Once)
                .ConfigureAwait(false);
        }
        catch (ModelLedgerException)
        {
            // The transaction takes too long, or the ledger was disposed of. Workers look for jobs every PollInterval in any case.
        }
        finally
        {
            Volatile.Write(ref _isRinging, 0);
        }

        Ring(isWork: true);
    }
}
