using System.Collections.Concurrent;
using System.Data.Common;
using SchemaSdk.Durable.Calls;
using SchemaSdk.Durable.Sql;

namespace SchemaSdk.Integration.Tests.Sqlite;

internal sealed class RecordingStore(SqlStore store) : SqlStore
{
    private readonly ConcurrentDictionary<string, bool> _texts = new(StringComparer.Ordinal);

    internal IEnumerable<string> Texts => _texts.Keys.Order(StringComparer.Ordinal);

    internal void Clear() => _texts.Clear();

    internal override SqlDialect Dialect => store.Dialect;

    internal override string Words => store.Words;

    internal override bool MayJudge => store.MayJudge;

    internal override Task<long?[]> WriteAsync(
        IReadOnlyList<Statement> statements, Patience patience, TimeSpan? limit = null, CancellationToken cancellationToken = default)
    {
        Note(statements);
        return store.WriteAsync(statements, patience, limit, cancellationToken);
    }

    internal override Task<T> TransactAsync<T>(
        Func<SqlSession, Task<T>> action, Patience patience, CancellationToken cancellationToken = default) =>
        store.TransactAsync(session => action(new RecordingSession(this, session)), patience, cancellationToken);

    internal override Task<List<T>> ReadAsync<T>(
        Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
    {
        Note([statement]);
        return store.ReadAsync(statement, read, cancellationToken);
    }

    internal override Task ShrinkAsync(CancellationToken cancellationToken) => store.ShrinkAsync(cancellationToken);

    internal override bool MayBeOfOne(Exception failure) => store.MayBeOfOne(failure);

    internal override bool IsOfLock(Exception failure) => store.IsOfLock(failure);

    internal override bool IsAway(Exception failure) => store.IsAway(failure);

    internal override bool IsOfSameRequest(Exception failure) => store.IsOfSameRequest(failure);

    private void Note(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            _texts[statement.Text] = true;
        }
    }

    private sealed class RecordingSession(RecordingStore noted, SqlSession session) : SqlSession
    {
        internal override Task<List<T>> QueryAsync<T>(
            Statement statement, Func<DbDataReader, T> read, CancellationToken cancellationToken = default)
        {
            noted.Note([statement]);
            return session.QueryAsync(statement, read, cancellationToken);
        }

        internal override Task<long?[]> RunAsync(IReadOnlyList<Statement> statements, CancellationToken cancellationToken = default)
        {
            noted.Note(statements);
            return session.RunAsync(statements, cancellationToken);
        }
    }
}
