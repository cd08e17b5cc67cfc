using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql.Leases;

/// <summary>Leaves a database as a killed process does. Its lease expires, and nothing is released.</summary>
internal static class DeadProcess
{
    public static async Task<LedgerEntry> WithAsync(string database, Func<JobLedger, Task<LedgerEntry>> doing)
    {
        // The ledger is not disposed, and its clock is stopped, so it never renews its lease.
        var ledger = new PostgreSqlJobLedger(database, new() { Ledger = new() { TimeProvider = new StoppedTime() } });
        var last = await doing(ledger);
        await ExpireAsync(database, ledger.Owner);
        return last;
    }

    public static Task<LedgerEntry> SendingAsync(string database, string key) =>
        WithAsync(database, ledger => ledger.UpToAsync(key, LedgerState.Sending));

    /// <summary>Ends the lease of a ledger, even on a server that has just started and would extend it.</summary>
    public static async Task ExpireAsync(string database, string owner)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "update schemasdk.workers set leased_until = now() - interval '1 second', lease = 0 where name = $1");
        command.Parameters.AddWithValue(owner);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
