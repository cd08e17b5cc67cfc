using SchemaSdk.PostgreSql;

namespace SchemaSdk.Kills.Tests.Killing;

/// <summary>The database that killed processes leave.</summary>
internal sealed class LeftDatabase(string connectionString) : ILeftLedger
{
    public string Place => connectionString;

    public async Task<Dictionary<string, LedgerState>> ReadAsync()
    {
        await using var ledger = new PostgreSqlJobLedger(connectionString);
        var states = new Dictionary<string, LedgerState>(StringComparer.Ordinal);
        await foreach (var entry in ledger.ListAsync())
        {
            states.Add(entry.Key, entry.State);
        }

        return states;
    }

    public async Task<LedgerEntry?> FindAsync(string key)
    {
        await using var ledger = new PostgreSqlJobLedger(connectionString);
        return await ledger.FindAsync(key);
    }
}
