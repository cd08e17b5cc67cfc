using Npgsql;
using SchemaSdk.PostgreSql;
using SchemaSdk.PostgreSql.Cluster;

namespace SchemaSdk.Kills.Tests.Killing;

/// <summary>The database that killed processes leave.</summary>
/// <param name="connectionString">Its connection string.</param>
/// <param name="crashing">The server that crashes with each process; null: it goes on.</param>
internal sealed class LeftDatabase(string connectionString, PrivateCluster? crashing = null) : ILeftLedger
{
    public string Place => connectionString;

    public Task CrashAsync() => crashing?.RestartAsync(isCrash: true) ?? Task.CompletedTask;

    // By the table itself: a ledger would say that what was being sent is unknown, once the lease has ended.
    public async Task<Dictionary<string, LedgerState>> ReadAsync()
    {
        await using (var ledger = new PostgreSqlJobLedger(connectionString))
        {
            await ledger.MigrateAsync();
        }

        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select key, state from schemasdk.jobs");
        await using var reader = await command.ExecuteReaderAsync();
        var states = new Dictionary<string, LedgerState>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            states.Add(reader.GetString(0), (LedgerState)reader.GetInt16(1));
        }

        return states;
    }

    public async Task<LedgerEntry?> FindAsync(string key)
    {
        await using var ledger = new PostgreSqlJobLedger(connectionString);
        return await ledger.FindAsync(key);
    }
}
