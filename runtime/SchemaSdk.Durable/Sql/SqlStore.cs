namespace SchemaSdk.Durable.Sql;

/// <summary>Runs statements in the ledger's database, and throws a <see cref="ModelLedgerException"/> if that fails.</summary>
internal abstract class SqlStore
{
    internal abstract SqlDialect Dialect { get; }

    /// <summary>Describes the ledger for messages, but omits any password; for example <c>in SQLite (/data/jobs.db)</c>.</summary>
    internal abstract string Words { get; }

    /// <summary>How long to wait for more calls to join a group, so that they share a commit.</summary>
    internal virtual TimeSpan Gathering => TimeSpan.Zero;

    /// <summary>True if a process whose lease has expired can be presumed dead. Read this property in a transaction.</summary>
    /// <remarks>False only in SQLite, shortly after a freeze of the machine or a long wait for the file's lock.</remarks>
    internal virtual bool MayJudge => true;

    /// <summary>Called regularly to detect a freeze: the machine was frozen if the time between two calls exceeds <c>longest</c>.</summary>
    internal virtual void Beat(TimeSpan longest)
    {
    }

    /// <summary>Runs statements in one transaction, and waits until it is durable. After a lost connection, they may run again.</summary>
    // limit: the timeout of one attempt, in case the server vanishes; null for none.
    // cancellationToken: ends the wait for the database; the statements are then not run.
    internal abstract Task<long?[]> WriteAsync(
        IReadOnlyList<Statement> statements, Patience patience, TimeSpan? limit = null, CancellationToken cancellationToken = default);

    /// <summary>Runs steps in one transaction, and waits until it is durable. After a lost connection, they may run again.</summary>
    // cancellationToken: ends the wait for an unreachable database. A transaction that has begun continues.
    internal abstract Task<T> TransactAsync<T>(
        Func<SqlSession, Task<T>> action, Patience patience, CancellationToken cancellationToken = default);

    internal abstract Task<List<T>> ReadAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default);

    /// <summary>Returns the space of deleted rows to the disk, if the database does not do so by itself.</summary>
    internal virtual Task ShrinkAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns true if a single call of a group may have caused the failure. Each call should then be retried alone.</summary>
    internal abstract bool MayBeOfOne(Exception failure);

    /// <summary>Returns true if a statement timed out while it waited for another transaction's lock.</summary>
    internal virtual bool IsOfLock(Exception failure) => false;

    /// <summary>Returns true if the database was unreachable or locked, so that the next call would probably wait and fail too.</summary>
    internal abstract bool IsAway(Exception failure);

    /// <summary>Returns true if the database rejected a second job with the same request id.</summary>
    internal abstract bool IsOfSameRequest(Exception failure);
}

/// <summary>Runs statements on one connection to the ledger's database.</summary>
internal abstract class SqlSession
{
    internal abstract Task<List<T>> QueryAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default);

    /// <summary>Runs statements, one after the other.</summary>
    /// <returns>For each statement, the first column of its first row; null if it returned no row.</returns>
    // For a statement that returns no rows, SQLite returns the number of changed rows, or null if it changed none.
    internal abstract Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken = default);
}
