using System.Data.Common;
using SchemaSdk.Durable;
using SchemaSdk.Durable.Sql;

namespace SchemaSdk.Integration.Tests.Sqlite;

/// <summary>A ledger in SQLite that notes its statements.</summary>
internal sealed class NotedLedger : DurableJobLedger
{
    private readonly SqliteStore _store;

    internal NotedLedger(string path, SqliteLedgerOptions options)
        : this(new SqliteStore(path, options.RetryTime, options.Ledger.TimeProvider), options)
    {
    }

    private NotedLedger(SqliteStore store, SqliteLedgerOptions options)
        : this(store, new NotedStore(store), options)
    {
    }

    private NotedLedger(SqliteStore store, NotedStore noted, SqliteLedgerOptions options)
        : base(noted, options, lanes: 1) => (_store, Noted) = (store, noted);

    internal NotedStore Noted { get; }

    internal override void Check(DbTransaction transaction) => throw new NotSupportedException();

    internal override Task<T> InAsync<T>(
        DbTransaction transaction, Func<SqlSession, Task<T>> action, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    internal override ValueTask CloseAsync()
    {
        _store.Dispose();
        return default;
    }
}
