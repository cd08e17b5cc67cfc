namespace SchemaSdk.Durable.Ledgers;

/// <summary>The states that may follow one another. Ledgers refuse all others: what was accepted is never sent again.</summary>
internal static class LedgerSteps
{
    internal static IReadOnlyList<(LedgerState From, LedgerState To)> All { get; } =
    [
        (LedgerState.Intended, LedgerState.Sending),
        (LedgerState.Intended, LedgerState.Refused),

        // A ledger that was restored from a copy cannot say that nothing was sent since.
        (LedgerState.Intended, LedgerState.Unknown),
        (LedgerState.Sending, LedgerState.Intended),
        (LedgerState.Sending, LedgerState.Accepted),
        (LedgerState.Sending, LedgerState.Refused),
        (LedgerState.Sending, LedgerState.Unknown),
        (LedgerState.Refused, LedgerState.Intended),
        (LedgerState.Refused, LedgerState.Sending),
        (LedgerState.Refused, LedgerState.Unknown),

        // The process that sent it knows more than the one that recorded it as refused.
        (LedgerState.Refused, LedgerState.Accepted),
        (LedgerState.Unknown, LedgerState.Accepted),
        (LedgerState.Unknown, LedgerState.Refused),
        (LedgerState.Accepted, LedgerState.Ended),

        // Its files were downloaded.
        (LedgerState.Ended, LedgerState.Ended),
        (LedgerState.Ended, LedgerState.Delivered),
    ];
}
