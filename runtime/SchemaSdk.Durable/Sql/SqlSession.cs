using System.Data.Common;

namespace SchemaSdk.Durable.Sql;

/// <summary>One transaction.</summary>
internal abstract class SqlSession
{
    /// <summary>Runs a query, and reads its rows.</summary>
    internal abstract Task<List<T>> QueryAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>Runs statements, one after the other.</summary>
    /// <returns>The first column of the first row that each returned; null: it returned no row.</returns>
    // SQLite gives the number of rows that were changed, unless that is zero, for one that returned none.
    internal abstract Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken);
}
