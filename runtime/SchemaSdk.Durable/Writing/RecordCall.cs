using SchemaSdk.Durable.Leases;

namespace SchemaSdk.Durable.Writing;

/// <summary>Records a later line of a job, if the row is as its writer knows it.</summary>
/// <param name="lines">The statements.</param>
/// <param name="leases">The jobs of this ledger.</param>
/// <param name="entry">The line.</param>
/// <param name="begunBy">The call that has to have begun the job; null: any.</param>
internal sealed class RecordCall(LineStatements lines, LeaseKeeper leases, LedgerEntry entry, Guid? begunBy = null) : WriteCall
{
    private readonly Guid _token = (entry.State == LedgerState.Sending ? entry.Attempt?.Id : null) ?? Guid.NewGuid();

    public override string Key => entry.Key;

    public override int Bytes => entry.Input.Length + entry.Result.Length;

    internal LedgerEntry Entry => entry;

    /// <summary>The reason why it does not fit into a budget; null if it does.</summary>
    internal ModelBudgetException? Refusal { get; set; }

    internal override Statement Statement => lines.Later(entry, _token, begunBy);

    internal override void Made(long number)
    {
        leases.Note(entry, number);
        base.Made(number);
    }

    internal override void NotMade(JobRow? row)
    {
        // Its own, if the connection was lost after the commit.
        if (row?.Token == _token)
        {
            Made(row.Entry.Lease.Epoch);
            return;
        }

        leases.Held.Compare(Key, row?.Entry.Lease.Epoch);
        Failed(Refusals.Of(entry, row?.Entry, leases.Owner, lines.Words));
    }
}
