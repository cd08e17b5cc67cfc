namespace SchemaSdk.Durable.Writing;

/// <summary>Says why the database has not taken a line.</summary>
internal static class Refusals
{
    // known: the job as it is; null: it is not in the ledger.
    internal static ModelLedgerException Of(LedgerEntry line, LedgerEntry? known, string owner, string words)
    {
        var (isConflict, why) = known switch
        {
            null => (true, "does not exist. Begin it first."),
            _ when known.Version + 1 != line.Version =>
                (true, $"is of version {known.Version}, {known.State}: another caller has recorded a line meanwhile. Read the job again."),
            _ when !known.MayBecome(line.State) => (false, $"is {known.State}, which cannot become that. Read the job again."),
            { State: LedgerState.Accepted or LedgerState.Ended, RequestId: { } id } when id != line.RequestId =>
                (true, $"has the id '{id}', not '{line.RequestId}': the key is that of another job by now. Read the job again."),
            { Lease.Owner: { } other } when other != owner =>
                (true, $"is worked on by '{other}' until {known.Lease.Until:O}. Read the job again."),
            _ => (true, $"was taken up {known.Lease.Epoch} times and the writer knows of {line.Lease.Epoch}. Read the job again."),
        };
        return new($"{line.State}, version {line.Version}, was not recorded, since the job '{line.Key}' in the ledger {words} {why}")
        {
            IsConflict = isConflict,
            ModelId = line.ModelId,
            Key = line.Key,
        };
    }

    /// <summary>Says that another job has the id of the service.</summary>
    internal static ModelLedgerException SameRequest(LedgerEntry line, string words, Exception cause) => new(
        $"{line.State} was not recorded, since another job in the ledger {words} has the id '{line.RequestId}', which the job '{line.Key}' "
        + "was to get. One id is that of one job: find the other one by FindByRequestAsync, and look which of the two the service has.",
        cause)
    {
        ModelId = line.ModelId,
        Key = line.Key,
    };
}
