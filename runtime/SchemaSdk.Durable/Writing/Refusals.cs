namespace SchemaSdk.Durable.Writing;

/// <summary>Creates the exceptions for entries that the database rejected.</summary>
internal static class Refusals
{
    internal static ModelLedgerException Of(LedgerEntry entry, LedgerEntry? known, string owner, string words)
    {
        var (isConflict, why) = known switch
        {
            null => (true, "does not exist. Begin the job first."),
            _ when known.Version + 1 != entry.Version =>
                (true, $"has version {known.Version} and is {known.State}: another caller has recorded an entry. Read the job again."),
            _ when !known.MayBecome(entry.State) => (false, $"is {known.State} and cannot become {entry.State}. Read the job again."),
            { State: LedgerState.Accepted or LedgerState.Ended, RequestId: { } id } when id != entry.RequestId =>
                (true, $"has the request id '{id}', not '{entry.RequestId}': another job has the key now. Read the job again."),
            { Lease.Owner: { } other } when other != owner =>
                (true, $"is claimed by '{other}' until {known.Lease.Until:O}. Read the job again."),
            _ => (true, $"is at claim {known.Lease.Epoch}, but the entry was made under claim {entry.Lease.Epoch}. Read the job again."),
        };
        return new($"The state {entry.State}, version {entry.Version}, was not recorded, because the job '{entry.Key}' in the ledger "
            + $"{words} {why}", entry.Key, entry.ModelId, isConflict: isConflict);
    }

    internal static ModelLedgerException SameRequest(LedgerEntry entry, string words, Exception cause) => new(
        $"The state {entry.State} was not recorded for the job '{entry.Key}', because another job in the ledger {words} has the "
        + $"request id '{entry.RequestId}'. Find that job with FindByRequestAsync, and check at the service which of the two jobs the "
        + "id belongs to.",
        entry.Key, entry.ModelId, cause: cause);

    /// <summary>Creates the exception for a call whose key was in the ledger, but whose job was removed before the call read it.</summary>
    internal static ModelLedgerException Removed(string key, string words) =>
        new($"The job '{key}' was removed from the ledger {words} before this call could read the job. Begin the job again.");
}
