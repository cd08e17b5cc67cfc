namespace SchemaSdk.Durable.Writing;

/// <summary>A change to one job. It is written in a group with other changes.</summary>
// statement: created by the caller's thread, because the writer's thread is the busiest.
internal abstract class WriteCall(string key, Statement statement) : CrowdCall(key)
{
    internal Statement Statement => statement;

    /// <summary>Completes the call after a successful change, with the number that the statement returned.</summary>
    internal virtual void Made(long number) => TrySetResult(null);

    /// <summary>Completes the call if its statement changed no row. The argument is the job's row; null if the job has none.</summary>
    // After a lost connection, the statement may run twice. The second run changes no row if the first run was committed.
    internal abstract void NotMade(JobRow? row);
}

/// <summary>Records the first entry of a job. The result is the job that already has the key; null if the entry was recorded.</summary>
internal sealed class BeginCall(EntryStatements entries, LedgerEntry entry, Guid token)
    : WriteCall(entry.Key, entries.First(entry, entry.Input, token))
{
    /// <summary>Identifies this call in the job's row. After a lost connection, the call recognizes its own entry by this token.</summary>
    internal Guid Token => token;

    internal override int Bytes => entry.Input.Length;

    internal override void NotMade(JobRow? row) => _ = row is null ? TrySetException(Refusals.Removed(Key, entries.Words))
        : TrySetResult(row.BegunBy == token ? null : row.Entry);
}

/// <summary>Records a later entry of a job, if the job's row has not changed since the caller read it.</summary>
// begunBy: the token of the call that must have recorded the first entry; null for any call. input: set to record both entries.
internal sealed class RecordCall(
    EntryStatements entries, LeaseKeeper leases, LedgerEntry entry, Guid token, Guid? begunBy = null, ReadOnlyMemory<byte>? input = null)
    : WriteCall(entry.Key, input is { } whole ? entries.First(entry, whole, token) : entries.Later(entry, token, begunBy))
{
    internal LedgerEntry Entry => entry;

    internal ModelBudgetException? Refusal { get; set; }

    internal override int Bytes => (input ?? entry.Input).Length + entry.Result.Length;

    internal override void Made(long number)
    {
        if (entry.State == LedgerState.Sending)
        {
            // Here, the number is the epoch: a statement that does not return the epoch returns 1, the epoch of a first claim.
            leases.Held.Add(Key, number);
        }
        else if (entry.State is LedgerState.Refused or LedgerState.Unknown or LedgerState.Delivered)
        {
            _ = leases.Held.TakeOut(Key);
        }

        base.Made(number);
    }

    internal override void NotMade(JobRow? row)
    {
        if (row?.Token == token)
        {
            Made(row.Entry.Lease.Epoch);
            return;
        }

        // Another process presumed this process dead, and ended this call's claim by recording the job as unknown. This call began the job
        // (input is set), and has not sent it yet.
        if (input is not null && row?.BegunBy == token && row.Entry.State == LedgerState.Unknown)
        {
            base.Made(row.Entry.Lease.Epoch);
            return;
        }

        leases.Held.Compare(Key, row?.Entry);
        Failed(Refusals.Of(entry, row?.Entry, leases.Owner, entries.Words));
    }
}

internal sealed class ReleaseCall(EntryStatements entries, LeaseKeeper leases, string key, long epoch)
    : WriteCall(key, entries.Release(key, epoch))
{
    // The job need not be released: another process has claimed it, or it has ended.
    internal override void NotMade(JobRow? row) => TrySetResult(null);

    internal override void Failed(Exception exception)
    {
        leases.Held.Leave(Key, epoch);
        base.Failed(exception);
    }
}
