using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>Gives each test an empty database.</summary>
public abstract class DatabaseTest : IAsyncLifetime
{
    private readonly List<NpgsqlConnection> _connections = [];

    protected string Database { get; private set; } = "";

    protected NpgsqlDataSource Source { get; private set; } = null!;

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

        await Source.DisposeAsync();
        SharedCluster.Return(Database);
    }

    protected async Task<object?> RunAsync(string statements)
    {
        await using var command = Source.CreateCommand(statements);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Begins a transaction, and runs a row-locking statement in it.</summary>
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

    protected static async Task<object?> RunAsync(NpgsqlTransaction transaction, string statement)
    {
        await using var command = new NpgsqlCommand(statement, transaction.Connection, transaction);
        return await command.ExecuteScalarAsync();
    }
}
