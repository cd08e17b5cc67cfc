using System.Data.Common;
using SchemaSdk.Durable;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>The ledger that killed processes leave behind.</summary>
internal abstract class LeftLedger(string place, string table)
{
    public string Place => place;

    /// <summary>Crashes and restarts the server, if it is to crash together with the process that was just killed.</summary>
    public abstract Task CrashAsync();

    // Reads the table directly, because a ledger would report an interrupted submit as unknown once the lease has ended.
    public async Task<Dictionary<string, LedgerState>> ReadAsync()
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select key, state from {table}";
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
        await using var ledger = Open();
        return await ledger.FindAsync(key);
    }

    public abstract DurableJobLedger Open();

    protected abstract Task<DbConnection> ConnectAsync();
}
