namespace SchemaSdk;

/// <summary>The process that works on a job: <see cref="LedgerEntry.Lease"/>. The ledger sets it.</summary>
public sealed record LedgerLease
{
    /// <summary>The lease of a job that no process has taken up.</summary>
    internal static LedgerLease None { get; } = new();

    /// <summary>
    /// The process that works on it: <see cref="JobLedger.Owner"/>. Null if none does, or if its lease has ended by the clock of the
    /// ledger.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>The time in UTC until which the job is left to <see cref="Owner"/>; null if it has none.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// The number of times that a process has taken the job up. A line with an older number is refused: its writer has lost the job.
    /// </summary>
    public long Epoch { get; init; }
}
