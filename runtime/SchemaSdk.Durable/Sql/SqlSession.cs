using System.Data.Common;

namespace SchemaSdk.Durable.Sql;

/// <summary>One transaction.</summary>
internal abstract class SqlSession
{
    /// <summary>Runs a query, and reads its rows.</summary>
    internal abstract Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>Runs statements, one after the other.</summary>
    /// <returns>For each statement, the first column of its first row; null if it returned no row.</returns>
    // For a statement without a row, SQLite returns the number of changed rows, or null if it is zero.
    internal abstract Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken);
}
