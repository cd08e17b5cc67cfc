namespace SchemaSdk.Tests.Ledgers;

/// <summary>A job in a <see cref="MemoryStore"/>.</summary>
/// <param name="Entry">Its last line, with its epoch, input and result.</param>
/// <param name="Begun">Its number in the order in which jobs were begun.</param>
/// <param name="Place">Its place among those of its model that wait for a worker.</param>
internal sealed record MemoryJob(LedgerEntry Entry, long Begun, long Place)
{
    /// <summary>The ledger that works on it, whether or not that still lives; null: none does.</summary>
    public string? Worker { get; init; }

    /// <summary>The ledger that took it up last, and the epoch before that, which the writer of that line still knows.</summary>
    public (string? By, long From) Taken { get; init; }

    /// <summary>A ledger takes it up.</summary>
    public MemoryJob TakenUp(string worker) => this with
    {
        Worker = worker,
        Taken = (worker, Entry.Epoch),
        Entry = Entry with { Epoch = Entry.Epoch + 1 },
    };

    /// <summary>Returns true if it is such work, and free.</summary>
    public bool Is(LedgerWork work) => Worker is null && work switch
    {
        LedgerWork.Submit => Entry is { State: LedgerState.Intended, IsQueued: true },
        LedgerWork.FollowToEnd => Entry.State == LedgerState.Accepted,
        _ => Entry.State is LedgerState.Accepted or LedgerState.Ended,
    };
}
