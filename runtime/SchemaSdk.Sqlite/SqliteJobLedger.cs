using SchemaSdk.Durable;

namespace SchemaSdk.Sqlite;

/// <summary>
/// A ledger in one file of SQLite, for the processes of one machine. A line is on the disk before the step that it reports is taken.
/// </summary>
/// <remarks>
/// Beside the file, SQLite keeps two others, with <c>-wal</c> and <c>-shm</c> behind its name, while a process has it open. They belong
/// to it: never copy, move or remove one without the others. <c>schemasdk jobs backup</c> makes a copy while processes use it.
/// </remarks>
public sealed partial class SqliteJobLedger : DurableJobLedger, IDisposable
{
    private readonly SqliteStore _store;

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
                _store.Backup(path);
                return true;
            },
            cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DurableJobLedger.DisposeAsync" />
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    internal override ValueTask CloseAsync()
    {
        _store.Dispose();
        return default;
    }

    private static SqliteStore Open(string path, SqliteLedgerOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options.Check();
        return new SqliteStore(path, options.RetryTime, options.Ledger.TimeProvider);
    }
}
