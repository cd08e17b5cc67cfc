namespace SchemaSdk.Testing;

/// <summary>A job in a <see cref="MemoryStore"/>.</summary>
/// <param name="Entry">Its last line, with its epoch, input and result.</param>
/// <param name="Begun">Its number in the order in which jobs were begun.</param>
/// <param name="Place">Its place among those of its model that wait for a worker.</param>
/// <param name="Worker">The ledger that works on it, whether or not that still lives; null: none does.</param>
/// <param name="Taken">The ledger that took it up last, and the epoch before that, which the writer of that line still knows.</param>
public sealed record MemoryJob(LedgerEntry Entry, long Begun, long Place, string? Worker, (string? By, long From) Taken)
{
    /// <summary>Returns it as taken up by a ledger.</summary>
    public MemoryJob By(string worker) => Worker == worker ? this : this with
    {
        Worker = worker,
        Taken = (worker, Entry.Lease.Epoch),
        Entry = Entry with { Lease = new() { Epoch = Entry.Lease.Epoch + 1 } },
    };
}
