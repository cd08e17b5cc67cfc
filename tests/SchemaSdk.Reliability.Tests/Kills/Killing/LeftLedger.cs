using System.Data.Common;
using SchemaSdk.Durable;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>The ledger of processes that were killed.</summary>
internal abstract class LeftLedger(string place, string table)
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    public string Place => place;

    /// <summary>Crashes and restarts the server, if it is to crash together with the process that was just killed.</summary>
    public abstract Task CrashAsync();

    /// <summary>Returns the state of each job by its name.</summary>
    // A ledger would report an interrupted submit as unknown once the lease has expired.
    public async Task<Dictionary<string, LedgerState>> ReadAsync()
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select key, state, input from {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var states = new Dictionary<string, LedgerState>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var name = PausingLedger.NameOf(reader.GetFieldValue<byte[]>(2));
            _keys[name] = reader.GetString(0);
            states.Add(name, (LedgerState)reader.GetInt16(1));
        }

        return states;
    }

    /// <summary>
    /// Returns the job with this key. A job without a key is found by the name under which <see cref="ReadAsync"/> returned it.
    /// </summary>
    public async Task<LedgerEntry?> FindAsync(string name)
    {
        await using var ledger = Open();
        return await ledger.FindAsync(_keys.GetValueOrDefault(name, name));
    }

    public abstract DurableJobLedger Open();

    protected abstract Task<DbConnection> ConnectAsync();
}
