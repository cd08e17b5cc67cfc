namespace SchemaSdk.Kills.Tests.Killing;

/// <summary>The ledger that killed processes leave behind.</summary>
internal interface ILeftLedger
{
    /// <summary>Its path, or the connection string of its database.</summary>
    string Place { get; }

    /// <summary>Ends what was to crash together with a process that was just killed, and starts it again.</summary>
    Task CrashAsync();

    /// <summary>The states of the jobs by their keys, as they were left; those that may have lost a line count as unknown.</summary>
    Task<Dictionary<string, LedgerState>> ReadAsync();

    /// <summary>The job as the last process left it.</summary>
    Task<LedgerEntry?> FindAsync(string key);
}
