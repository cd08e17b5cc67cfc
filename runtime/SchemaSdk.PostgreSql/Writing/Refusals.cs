namespace SchemaSdk.PostgreSql.Writing;

/// <summary>Says why the database has not taken a line.</summary>
internal static class Refusals
{
    // known: the job as it is; null: it is not in the ledger.
    internal static ModelLedgerException Of(LedgerEntry line, LedgerEntry? known, string owner, string words)
    {
        var job = $"the job '{line.Key}' in the ledger in PostgreSQL ({words})";
        return known switch
        {
            null => Conflict(line, $"Nothing was put down, since {job} does not exist. Begin it first."),
            { } when known.Version + 1 != line.Version => Conflict(
                line,
                $"Version {line.Version} was not put down, since {job} is of version {known.Version}, {known.State}: somebody else has put "
                + "another line down meanwhile. Read the job again."),
            { } when !known.MayBecome(line.State) => new ModelLedgerException(
                $"{line.State} was not put down, since {job} is {known.State}, which cannot become that. Read the job again.")
            {
                ModelId = line.ModelId,
                Key = line.Key,
            },
            { Owner: { } other } when other != owner => Conflict(
                line,
                $"{line.State} was not put down, since {job} is worked on by '{other}' until {known.LeasedUntil:O}. Read the job again."),
            _ => Conflict(
                line,
                $"{line.State} was not put down, since {job} was taken up {known.Epoch} times and the writer knows of {line.Epoch}. Read "
                + "the job again."),
        };
    }

    private static ModelLedgerException Conflict(LedgerEntry line, string message) =>
        new(message) { IsConflict = true, ModelId = line.ModelId, Key = line.Key };
}
