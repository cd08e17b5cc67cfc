using System.Data.Common;
using SchemaSdk.Durable;
using SchemaSdk.Durable.Calls;

namespace SchemaSdk.Sqlite;

/// <summary>
/// A ledger in one file of SQLite, for the processes of one machine. A line is on the disk before the step that it reports is taken.
/// </summary>
/// <remarks>
/// Beside the file, SQLite keeps two others, with <c>-wal</c> and <c>-shm</c> behind its name, while a process has it open. They belong
/// to it: never copy, move or remove one without the others. <c>schemasdk jobs backup</c> makes a copy while processes use it.
/// </remarks>
public sealed class SqliteJobLedger : DurableJobLedger, IDisposable
{
    private readonly SqliteStore _store;
    private int _isRinging;

    /// <summary>Opens a ledger, or makes one. Its folder is made where it does not exist.</summary>
    /// <param name="path">The file. A relative path is that from the current directory.</param>
    /// <param name="options">How the file is used; null: the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of the options is outside of its range.</exception>
    /// <exception cref="ModelLedgerException">
    /// It is not a ledger, it is damaged or of a newer version, its file system cannot share it between processes, or it cannot be written.
    /// </exception>
    public SqliteJobLedger(string path, SqliteLedgerOptions? options = null)
        : this(Open(path, options ??= new SqliteLedgerOptions()), options)
    {
    }

    private SqliteJobLedger(SqliteStore store, SqliteLedgerOptions options)
        : base(store, options, lanes: 1) => _store = store;

    /// <summary>
    /// Looks for damage in a file, and waits for processes that have it open with a transaction. A file that lost the one with
    /// <c>-wal</c> behind its name, and is whole, may be opened again after that: what was recorded last may be missing in it.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The damage, in words of SQLite; empty if the file is whole.</returns>
    /// <exception cref="ModelLedgerException">It is no file of a ledger, or cannot be read.</exception>
    public static IReadOnlyList<string> Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SqliteFile(path, TimeSpan.FromMinutes(1)).Check();
    }

    /// <summary>Copies the ledger to a new file, while this process and others use it.</summary>
    /// <param name="path">The new file, which only its owner may read.</param>
    /// <param name="cancellationToken">Ends the wait for the beginning; the copy is then made to its end.</param>
    /// <exception cref="ModelLedgerException">The copy cannot be written, or the ledger cannot be read.</exception>
    public async Task BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        await DuringAsync(() => Task.Run(
            () =>
            {
                _store.File.Backup(path);
                return true;
            },
            cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DurableJobLedger.DisposeAsync" />
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    internal override void Check(DbTransaction transaction)
    {
        var other = ConnectionOf(transaction).DataSource;
        if (!string.Equals(other, _store.Name, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The transaction is one of the database '{other}', and the ledger is '{_store.Name}'. Begin it on a connection to that "
                + "file.",
                nameof(transaction));
        }
    }

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

    internal override ValueTask CloseAsync()
    {
        _store.Dispose();
        return default;
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

    private static SqliteStore Open(string path, SqliteLedgerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options.Check();
        return new SqliteStore(path, options.RetryTime, options.Ledger.TimeProvider);
    }
}
