using System.Data.Common;
using SchemaSdk.Durable;
using SchemaSdk.Durable.Sql;

namespace SchemaSdk.Integration.Tests.Sqlite;

internal sealed class RecordingLedger : DurableJobLedger
{
    private readonly SqliteStore _store;

    internal RecordingLedger(string path, SqliteLedgerOptions options)
        : this(new SqliteStore(path, options), options)
    {
    }

    private RecordingLedger(SqliteStore store, SqliteLedgerOptions options)
        : this(store, new RecordingStore(store), options)
    {
    }

    private RecordingLedger(SqliteStore store, RecordingStore noted, SqliteLedgerOptions options)
        : base(noted, options, lanes: 1) => (_store, Noted) = (store, noted);

    internal RecordingStore Noted { get; }

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
