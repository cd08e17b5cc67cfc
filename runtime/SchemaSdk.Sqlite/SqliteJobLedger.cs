namespace SchemaSdk.Sqlite;

/// <summary>A ledger in one SQLite file, for processes on one machine. Each step is on disk before the client takes it.</summary>
/// <remarks>
/// While a process has the file open, SQLite keeps two more files next to it, whose names end with <c>-wal</c> and <c>-shm</c>. Never copy,
/// move or remove one of the three without the others. <c>schemasdk jobs backup</c> makes a copy while processes use the ledger.
/// </remarks>
public sealed class SqliteJobLedger : DurableJobLedger, IDisposable
{
    private readonly SqliteStore _store;

    /// <summary>Opens a ledger. Creates the file and its folder if they do not exist.</summary>
    /// <param name="path">The file. A relative path is resolved against the current directory.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or an option is out of range.</exception>
    /// <exception cref="ModelLedgerException">
    /// The file is empty, is not a ledger, is damaged, is of a newer version, cannot be written, or is on an NFS or
    /// SMB share or another file system that cannot share it.
    /// </exception>
    public SqliteJobLedger(string path, SqliteLedgerOptions? options = null)
        : this(new SqliteStore(path, options ??= new SqliteLedgerOptions()), options)
    {
    }

    private SqliteJobLedger(SqliteStore store, SqliteLedgerOptions options) : base(store, options, lanes: 1) => _store = store;

    /// <summary>
    /// Checks a file for damage. The check waits for processes with an open transaction. If the <c>-wal</c> file is missing and the file is
    /// undamaged, the ledger can be opened again after this check, but the last entries may be missing.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The damage as SQLite describes it; empty if the file is undamaged.</returns>
    /// <exception cref="ModelLedgerException">The file is empty, is not a ledger, or cannot be read.</exception>
    public static IReadOnlyList<string> Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SqliteFile(path, TimeSpan.FromMinutes(1)).Check();
    }

    /// <summary>Copies the ledger to a new file, while this process and others use it.</summary>
    /// <param name="path">The new file. Only its owner can read it.</param>
    /// <param name="cancellationToken">Ends the wait for the start. A copy that has started is completed.</param>
    /// <exception cref="ModelLedgerException">The copy cannot be written, or the ledger cannot be read.</exception>
    public async Task BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        await DuringAsync(() => Task.Run(() => _store.File.Backup(path), cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DurableJobLedger.DisposeAsync" />
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    internal override void Check(DbTransaction transaction)
    {
        var other = ConnectionOf(transaction).DataSource;
        if (!string.Equals(other, _store.Name, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
        {
            throw new ArgumentException($"The transaction belongs to the database '{other}', but the ledger is '{_store.Name}'. Begin the "
                + "transaction on a connection to the ledger's file.",
                nameof(transaction));
        }
    }

    internal override Task<T> InAsync<T>(
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken) =>
        _store.InAsync(ConnectionOf(transaction), action);

    internal override ValueTask CloseAsync()
    {
        _store.Dispose();
        return default;
    }

    private static SqliteConnection ConnectionOf(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var given = transaction as SqliteTransaction ?? throw new ArgumentException(
            $"The transaction is a {transaction.GetType().Name}. Use a SqliteTransaction on the ledger's file.",
            nameof(transaction));
        return given.Connection ?? throw new ArgumentException("The transaction has ended. Begin another one.", nameof(transaction));
    }
}

/// <summary>Settings of a <see cref="SqliteJobLedger"/>. Use the same settings in all processes that share a file.</summary>
public sealed record SqliteLedgerOptions : LedgerStoreOptions
{
    /// <summary>Creates options with the defaults.</summary>
    // The lease can be short, because processes on one machine cannot lose the connection to their file.
    public SqliteLedgerOptions() => LeaseTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time between two polls for jobs that other processes or callers' transactions enqueued, 1 ms to 1 day. A worker sees all other
    /// jobs immediately. This is also the maximum time that <see cref="JobLedger.WaitForWorkAsync"/> waits. Default: 1 second.
    /// </summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
