namespace SchemaSdk.Durable.Writing;

/// <summary>
/// Records the first entry of a job, unless the ledger already has its key. The result is null, or the job that has the key.
/// </summary>
internal sealed class BeginCall(EntryStatements entries, LedgerEntry entry) : WriteCall
{
    public override string Key => entry.Key;

    public override int Bytes => entry.Input.Length;

    /// <summary>Identifies the entry of this call, even if the connection was lost.</summary>
    internal Guid Token { get; } = Guid.NewGuid();

    internal override bool WantsWhole => true;

    internal override Statement Statement => entries.First(entry, Token);

    internal override void NotMade(JobRow? row)
    {
        if (row is null)
        {
            Failed(new ModelLedgerException(
                $"The job '{Key}' was removed from the ledger {entries.Words} while it was looked up. Begin it again."));
        }
        else
        {
            // If the connection was lost after the commit, the row is this call's own.
            TrySetResult(row.BegunBy == Token ? null : row.Entry);
        }
    }
}
