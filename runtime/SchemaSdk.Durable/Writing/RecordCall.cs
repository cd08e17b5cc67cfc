using SchemaSdk.Durable.Leases;

namespace SchemaSdk.Durable.Writing;

/// <summary>Records a later entry of a job, if the job's row has not changed since the writer read it.</summary>
// begunBy: the token of the call that must have recorded the first entry; null for any call.
internal sealed class RecordCall(EntryStatements entries, LeaseKeeper leases, LedgerEntry entry, Guid? begunBy = null) : WriteCall
{
    private readonly Guid _token = (entry.State == LedgerState.Sending ? entry.Attempt?.Id : null) ?? Guid.NewGuid();

    public override string Key => entry.Key;

    public override int Bytes => entry.Input.Length + entry.Result.Length;

    internal LedgerEntry Entry => entry;

    /// <summary>The budget error of the job; null if it exceeds no budget.</summary>
    internal ModelBudgetException? Refusal { get; set; }

    internal override Statement Statement => entries.Later(entry, _token, begunBy);

    internal override void Made(long number)
    {
        leases.Note(entry, number);
        base.Made(number);
    }

    internal override void NotMade(JobRow? row)
    {
        // If the connection was lost after the commit, the row is this call's own.
        if (row?.Token == _token)
        {
            Made(row.Entry.Lease.Epoch);
            return;
        }

        leases.Held.Compare(Key, row?.Entry.Lease.Epoch);
        Failed(Refusals.Of(entry, row?.Entry, leases.Owner, entries.Words));
    }
}
