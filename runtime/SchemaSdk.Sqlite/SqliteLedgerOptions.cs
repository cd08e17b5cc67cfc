using SchemaSdk.Durable;

namespace SchemaSdk.Sqlite;

/// <summary>Settings of a <see cref="SqliteJobLedger"/>. All processes that share a file use the same settings.</summary>
public sealed record SqliteLedgerOptions : LedgerStoreOptions
{
    /// <summary>Creates options with the defaults.</summary>
    // Processes on one machine cannot lose the connection to their file, so a short lease does no harm.
    public SqliteLedgerOptions() => LeaseTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a worker polls for jobs of other processes, 1 ms to 1 day: the longest time for which
    /// <see cref="JobLedger.WaitForWorkAsync"/> waits. A worker sees jobs of its own process immediately. Default: 1 second.
    /// </summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
