using System.Data.Common;

namespace SchemaSdk.Durable.Sql;

/// <summary>A database. What fails in it is a <see cref="ModelLedgerException"/>.</summary>
internal abstract class SqlStore
{
    internal abstract SqlDialect Dialect { get; }

    /// <summary>The ledger in words, for errors: <c>in SQLite (/data/jobs.db)</c>. It has no password.</summary>
    internal abstract string Words { get; }

    /// <summary>The time for which calls of several callers wait for more of them, to share a commit.</summary>
    internal virtual TimeSpan Gathering => TimeSpan.Zero;

    /// <summary>False while other processes may have been kept from saying that they live. It is asked within a transaction.</summary>
    internal virtual bool MayJudge => true;

    /// <summary>Runs statements in one transaction, of which it waits until it is durable.</summary>
    /// <param name="statements">The statements. After a lost connection they may be run once more.</param>
    /// <param name="patience">The time for which it waits for rows that others have locked.</param>
    /// <param name="limit">The time for one attempt, where the other end may be gone without a word; null: none.</param>
    /// <param name="cancellationToken">Ends the wait for the database. Nothing of it is done later.</param>
    /// <returns>As <see cref="SqlSession.RunAsync"/> gives it.</returns>
    internal abstract Task<long?[]> WriteAsync(
        IReadOnlyList<Statement> statements, Patience patience, TimeSpan? limit = null, CancellationToken cancellationToken = default);

    /// <summary>Runs a transaction of several steps, and waits until it is durable.</summary>
    /// <param name="action">The steps. After a lost connection they may be run once more.</param>
    /// <param name="patience">The time for which it waits for rows that others have locked.</param>
    /// <param name="cancellationToken">Ends the wait for a database that is away. A transaction that has begun goes on.</param>
    internal abstract Task<T> TransactAsync<T>(
        Func<SqlSession, CancellationToken, Task<T>> action, Patience patience, CancellationToken cancellationToken = default);

    /// <summary>Runs a query, and reads its rows.</summary>
    internal abstract Task<List<T>> ReadAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>Gives room that deleted rows have left back to the disk, where the database does not by itself.</summary>
    internal virtual Task ShrinkAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Returns true if one of several calls that went together may be the cause, so that the others succeed without it.</summary>
    internal abstract bool MayBeOfOne(Exception failure);

    /// <summary>Returns true if a statement waited in vain for what another transaction has locked.</summary>
    internal abstract bool IsOfLock(Exception failure);

    /// <summary>Returns true if the database could not be reached, so that the next call would wait as long.</summary>
    internal abstract bool IsAway(Exception failure);

    /// <summary>Returns true if the database refused a second job with the same id of the service.</summary>
    internal abstract bool IsOfSameRequest(Exception failure);
}
