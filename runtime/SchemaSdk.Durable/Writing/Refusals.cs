namespace SchemaSdk.Durable.Writing;

/// <summary>Says why the database has not taken a line.</summary>
internal static class Refusals
{
    // known: the job as it is; null: it is not in the ledger.
    internal static ModelLedgerException Of(LedgerEntry line, LedgerEntry? known, string owner, string words)
    {
        var job = $"the job '{line.Key}' in the ledger {words}";
        return known switch
        {
            null => Conflict(line, $"Nothing was recorded, since {job} does not exist. Begin it first."),
            { } when known.Version + 1 != line.Version => Conflict(
                line,
                $"Version {line.Version} was not recorded, since {job} is of version {known.Version}, {known.State}: another caller has "
                + "recorded a line meanwhile. Read the job again."),
            { } when !known.MayBecome(line.State) => new ModelLedgerException(
                $"{line.State} was not recorded, since {job} is {known.State}, which cannot become that. Read the job again.")
            {
                ModelId = line.ModelId,
                Key = line.Key,
            },
            { State: LedgerState.Accepted or LedgerState.Ended, RequestId: { } id } when id != line.RequestId => Conflict(
                line,
                $"{line.State} of request '{line.RequestId}' was not recorded, since {job} has the id '{id}': the key is that of another "
                + "job by now. Read the job again."),
            { Lease.Owner: { } other } when other != owner => Conflict(
                line,
                $"{line.State} was not recorded, since {job} is worked on by '{other}' until {known.Lease.Until:O}. Read the job again."),
            _ => Conflict(
                line,
                $"{line.State} was not recorded, since {job} was taken up {known.Lease.Epoch} times and the writer knows of "
                + $"{line.Lease.Epoch}. Read the job again."),
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

    private static ModelLedgerException Conflict(LedgerEntry line, string message) =>
        new(message) { IsConflict = true, ModelId = line.ModelId, Key = line.Key };
}
