using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Leaves a database as a process does that is killed: its lease ends, and nothing is handed back.</summary>
internal static class Died
{
    /// <summary>Lets a ledger do something and then die.</summary>
    public static async Task<LedgerEntry> WithAsync(string database, Func<JobLedger, Task<LedgerEntry>> doing)
    {
        // Not disposed of, and its clock stands still, so that it renews nothing.
        var ledger = new PostgreSqlJobLedger(database, new() { Ledger = new() { TimeProvider = new StoodStill() } });
        var last = await doing(ledger);
        await ExpireAsync(database, ledger.Owner);
        return last;
    }

    public static Task<LedgerEntry> SendingAsync(string database, string key) =>
        WithAsync(database, ledger => ledger.UpToAsync(key, LedgerState.Sending));

    /// <summary>Ends the lease of a ledger. A server that has just started would give it time.</summary>
    public static async Task ExpireAsync(string database, string owner)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "update schemasdk.workers set leased_until = now() - interval '1 second', lease = 0 where name = $1");
        command.Parameters.AddWithValue(owner);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
