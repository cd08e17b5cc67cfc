using SchemaSdk.Durable;

namespace SchemaSdk.Sqlite;

/// <summary>Says the way in which a <see cref="SqliteJobLedger"/> uses its file. All processes that share one use the same.</summary>
public sealed record SqliteLedgerOptions : LedgerStoreOptions
{
    /// <summary>
    /// The longest time for which <see cref="JobLedger.WaitForWorkAsync"/> waits, after which work of other processes is seen: 1 ms to
    /// 1 day. Work of this process is seen at once. Default: 1 second.
    /// </summary>
    public override TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
