namespace SchemaSdk.Durable.Sql;

/// <summary>A database. Its failures are <see cref="ModelLedgerException"/>s.</summary>
internal abstract class SqlStore
{
    internal abstract SqlDialect Dialect { get; }

    /// <summary>Describes the ledger for messages, without a password; for example <c>in SQLite (/data/jobs.db)</c>.</summary>
    internal abstract string Words { get; }

    /// <summary>How long a group of waiting calls waits for more calls, so that they share a commit.</summary>
    internal virtual TimeSpan Gathering => TimeSpan.Zero;

    /// <summary>False while others may be unable to renew their leases, so none is presumed dead. Read it in a transaction.</summary>
    internal virtual bool MayJudge => true;

    /// <summary>Runs statements in one transaction, and waits until it is durable. After a lost connection, they may run again.</summary>
    // limit: the timeout of one attempt, because a server may vanish without closing the connection; null for none.
    // cancellationToken: ends the wait for the database. The statements are not run later.
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

    /// <summary>Returns true if a single call of a group may have caused the failure, so that the others may succeed without it.</summary>
    internal abstract bool MayBeOfOne(Exception failure);

    /// <summary>Returns true if a statement timed out on a lock of another transaction.</summary>
    internal abstract bool IsOfLock(Exception failure);

    /// <summary>Returns true if the database was unreachable, so that the next call would wait just as long.</summary>
    internal abstract bool IsAway(Exception failure);

    /// <summary>Returns true if the database rejected a second job with the same request id.</summary>
    internal abstract bool IsOfSameRequest(Exception failure);
}

/// <summary>One transaction.</summary>
internal abstract class SqlSession
{
    internal abstract Task<List<T>> QueryAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default);

    /// <summary>Runs statements, one after the other.</summary>
    /// <returns>For each statement, the first column of its first row; null if it returned no row.</returns>
    // For a statement without a row, SQLite returns the number of changed rows, or null if it is zero.
    internal abstract Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken = default);
}

/// <summary>An SQL statement with its values.</summary>
// Text: $1 stands for the first value. Many statements share a text.
internal readonly record struct Statement(string Text, params SqlValue[] Values);

/// <summary>A value for a statement, which has a type even if it is null.</summary>
internal readonly record struct SqlValue(SqlType Type, object? Value)
{
    public static implicit operator SqlValue(string? value) => new(SqlType.Text, value);

    public static implicit operator SqlValue(string[] values) => new(SqlType.Texts, values);

    public static implicit operator SqlValue(bool value) => new(SqlType.Boolean, value);

    public static implicit operator SqlValue(int value) => new(SqlType.Integer, value);

    public static implicit operator SqlValue(long value) => new(SqlType.Long, value);

    public static implicit operator SqlValue(DateTimeOffset? value) => new(SqlType.Time, value);

    public static implicit operator SqlValue(decimal? value) => new(SqlType.Dollars, value);

    public static implicit operator SqlValue(Guid? value) => new(SqlType.Id, value);

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlType.Bytes, value.IsEmpty ? null : value.ToArray());
}

/// <summary>The types of values and columns. Each dialect stores them in its own way.</summary>
internal enum SqlType
{
    Text,
    Texts,   // a string[] for SqlDialect.IsIn
    Boolean,
    Integer,
    Long,
    Time,
    Dollars,
    Id,
    Bytes,
    LeaseEnd,    // of column leased_until
    RowNumber,   // of a primary key that numbers the rows in the order in which they were inserted
}
