namespace SchemaSdk.Ledgers;

/// <summary>Which jobs are work of which kind.</summary>
internal static class LedgerWorks
{
    /// <summary>True if a job is such work.</summary>
    internal static bool Has(this LedgerWork work, LedgerEntry entry) => work switch
    {
        LedgerWork.Submit => entry is { State: LedgerState.Intended, IsQueued: true },
        LedgerWork.FollowToEnd => entry.State == LedgerState.Accepted,
        _ => entry.State is LedgerState.Accepted or LedgerState.Ended,
    };
}
