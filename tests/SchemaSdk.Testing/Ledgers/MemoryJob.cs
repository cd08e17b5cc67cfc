namespace SchemaSdk.Testing;

/// <summary>A job in a <see cref="MemoryStore"/>.</summary>
/// <param name="Entry">The current entry, with its epoch, input and result.</param>
/// <param name="Begun">The position in the order in which jobs were begun.</param>
/// <param name="Place">The position among the same model's jobs that are waiting for a worker.</param>
/// <param name="Worker">The ledger that has the claim, even if the process of that ledger has ended; null for an unclaimed job.</param>
/// <param name="Taken">The ledger that made the last claim, and the epoch before that claim, which the ledger may still use.</param>
public sealed record MemoryJob(LedgerEntry Entry, long Begun, long Place, string? Worker, (string? By, long From) Taken)
{
    /// <summary>Returns the job as claimed by a ledger.</summary>
    public MemoryJob By(string worker) => Worker == worker ? this : this with
    {
        Worker = worker,
        Taken = (worker, Entry.Lease.Epoch),
        Entry = Entry with { Lease = new() { Epoch = Entry.Lease.Epoch + 1 } },
    };
}
