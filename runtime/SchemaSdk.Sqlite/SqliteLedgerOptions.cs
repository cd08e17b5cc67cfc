using SchemaSdk.Durable;

namespace SchemaSdk.Sqlite;

/// <summary>Says the way in which a <see cref="SqliteJobLedger"/> uses its file. All processes that share one use the same.</summary>
public sealed record SqliteLedgerOptions : LedgerStoreOptions
{
    /// <summary>Makes options with the defaults.</summary>
    // The processes of a machine that was not restarted are not cut off from their file: a short lease costs nothing.
    public SqliteLedgerOptions() => LeaseTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest time for which <see cref="JobLedger.WaitForWorkAsync"/> waits, after which work of other processes is seen: 1 ms to
    /// 1 day. Work of this process is seen at once. Default: 1 second.
    /// </summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
