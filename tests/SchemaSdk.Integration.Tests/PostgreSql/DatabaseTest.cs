using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>Gives each test an empty database.</summary>
public abstract class DatabaseTest : IAsyncLifetime
{
    private readonly List<NpgsqlConnection> _connections = [];
    private PostgreSqlJobLedger? _ledger;
    private PostgreSqlJobLedger? _other;

    protected string Database { get; private set; } = "";

    protected NpgsqlDataSource Source { get; private set; } = null!;

    /// <summary>A ledger in the database, which opens when the test first uses it.</summary>
    private protected PostgreSqlJobLedger Ledger => _ledger ??= new(Database);

    /// <summary>The ledger of another process, in the same database.</summary>
    private protected PostgreSqlJobLedger Other => _other ??= new(Database);

    public virtual async Task InitializeAsync()
    {
        Database = await SharedCluster.DatabaseAsync();
        Source = NpgsqlDataSource.Create(Database);
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await (_ledger?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_other?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Source.DisposeAsync();
        SharedCluster.Return(Database);
    }

    protected async Task<object?> RunAsync(string statements)
    {
        await using var command = Source.CreateCommand(statements);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Ends the lease of a ledger, even on a server that has just started and would extend it.</summary>
    internal static async Task ExpireAsync(NpgsqlDataSource source, string owner)
    {
        await using var command = source.CreateCommand(
            "update schemasdk.workers set leased_until = now() - interval '1 second', lease = 0 where name = $1");
        command.Parameters.AddWithValue(owner);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private protected Task ExpireAsync(JobLedger ledger) => ExpireAsync(Source, ledger.Owner!);

    /// <summary>Leaves the database as a killed process would: after some steps, the lease expires, and nothing is released.</summary>
    private protected async Task<LedgerEntry> DieAfterAsync(Func<JobLedger, Task<LedgerEntry>> steps)
    {
        // The clock is stopped so that the lease is not renewed. Disposing the ledger would release its jobs.
        var ledger = new PostgreSqlJobLedger(Database, new() { Ledger = new() { TimeProvider = new FakeTime() } });
        var last = await steps(ledger);
        await ExpireAsync(ledger);
        return last;
    }

    /// <summary>Begins a transaction. If a statement is given, runs it in the transaction to lock rows.</summary>
    protected async Task<NpgsqlTransaction> BeginAsync(string? statement = null)
    {
        _connections.Add(await Source.OpenConnectionAsync());
        var transaction = await _connections[^1].BeginTransactionAsync();
        if (statement is not null)
        {
            await RunAsync(transaction, statement);
        }

        return transaction;
    }

    /// <summary>Ends the server process that runs a transaction, and asserts that the transaction cannot be committed.</summary>
    protected async Task TerminateAsync(NpgsqlTransaction transaction)
    {
        var process = transaction.Connection!.ProcessID;
        await RunAsync($"select pg_terminate_backend({process})");
        await Soon.Until(
            async () => await RunAsync($"select exists (select from pg_stat_activity where pid = {process})") is false);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => transaction.CommitAsync());
    }

    protected static async Task<object?> RunAsync(NpgsqlTransaction transaction, string statement)
    {
        await using var command = new NpgsqlCommand(statement, transaction.Connection, transaction);
        return await command.ExecuteScalarAsync();
    }
}
