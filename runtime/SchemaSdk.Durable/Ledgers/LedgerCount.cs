namespace SchemaSdk.Durable.Ledgers;

/// <summary>Adds jobs to a summary.</summary>
internal static class LedgerCount
{
    internal static LedgerSummary With(LedgerSummary summary, LedgerEntry entry)
    {
        var counted = entry.State switch
        {
            LedgerState.Intended => summary with { Intended = summary.Intended + 1 },
            LedgerState.Sending => summary with { Sending = summary.Sending + 1 },
            LedgerState.Accepted => summary with { Accepted = summary.Accepted + 1 },
            LedgerState.Unknown => summary with { Unknown = summary.Unknown + 1 },
            LedgerState.Ended => summary with { Ended = summary.Ended + 1 },
            _ => summary,
        };
        return entry.IsOpen && !(entry.ChangedAt >= summary.OldestOpenAt) ? counted with { OldestOpenAt = entry.ChangedAt } : counted;
    }
}
