using SchemaSdk.Durable;

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

    /// <summary>Opens a ledger, or makes one. Its folder is made where it does not exist.</summary>
    /// <param name="path">The file. A relative path is that from the current directory.</param>
    /// <param name="options">The way in which it is used; null: the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of the options is outside of its range.</exception>
    /// <exception cref="ModelLedgerException">
    /// It is no ledger, it is damaged or of a newer version, its file system cannot share it between processes, or it cannot be written.
    /// </exception>
    public SqliteJobLedger(string path, SqliteLedgerOptions? options = null)
        : this(Open(path, options ??= new SqliteLedgerOptions()), options)
    {
    }

    private SqliteJobLedger(SqliteStore store, SqliteLedgerOptions options)
        : base(store, options, lanes: 1) => _store = store;

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
