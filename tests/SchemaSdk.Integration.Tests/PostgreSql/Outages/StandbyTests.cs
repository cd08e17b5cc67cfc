using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Outages;

/// <summary>Tests a failover after which pooled connections still lead to a server that has become read-only.</summary>
public sealed class StandbyTests
{
    [FactWith(Server.PostgreSql)]
    public async Task Connections_to_a_read_only_server_are_not_reused()
    {
        var database = await SharedCluster.DatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var admin = NpgsqlDataSource.Create($"{database};Options=-c default_transaction_read_only=off");
        await using (var primary = new PostgreSqlJobLedger(database))
        {
            await primary.MigrateAsync();
        }

        await DoAsync($"alter database \"{name}\" set default_transaction_read_only = on");
        var opened = 0;
        var builder = new NpgsqlDataSourceBuilder(database);
        builder.UsePhysicalConnectionInitializer(
            _ => Interlocked.Increment(ref opened), _ => Task.FromResult(Interlocked.Increment(ref opened)));
        await using var source = builder.Build();
        await using var ledger = new PostgreSqlJobLedger(source, new() { RetryTime = TimeSpan.FromSeconds(10) });

        var writing = ledger.BeginAsync(Entries.Intent("a")).AsTask();
        Assert.True(await Until.TrueAsync(() => Task.FromResult(Volatile.Read(ref opened) > 2)));
        await DoAsync($"alter database \"{name}\" set default_transaction_read_only = off");

        Assert.Null(await writing);

        async Task<object?> DoAsync(string statement)
        {
            await using var command = admin.CreateCommand(statement);
            return await command.ExecuteScalarAsync();
        }
    }
}
