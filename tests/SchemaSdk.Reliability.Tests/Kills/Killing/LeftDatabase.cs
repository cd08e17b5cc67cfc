using System.Data.Common;
using Npgsql;
using SchemaSdk.Durable;
using SchemaSdk.PostgreSql;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>The PostgreSQL database that killed processes leave behind.</summary>
/// <param name="connectionString">The connection string of the database.</param>
/// <param name="crashing">The server that crashes with each process; null if the server keeps running.</param>
internal sealed class LeftDatabase(string connectionString, PrivateCluster? crashing = null)
    : LeftLedger(connectionString, "schemasdk.jobs")
{
    public override Task CrashAsync() => crashing?.RestartAsync(isCrash: true) ?? Task.CompletedTask;

    public override DurableJobLedger Open() => new PostgreSqlJobLedger(Place);

    protected override async Task<DbConnection> ConnectAsync()
    {
        await using (var ledger = new PostgreSqlJobLedger(Place))
        {
            await ledger.MigrateAsync();
        }

        var connection = new NpgsqlConnection($"{Place};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
