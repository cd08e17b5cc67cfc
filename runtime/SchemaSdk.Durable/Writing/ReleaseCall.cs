using SchemaSdk.Durable.Leases;

namespace SchemaSdk.Durable.Writing;

/// <summary>Releases a job that was claimed under an epoch.</summary>
internal sealed class ReleaseCall(EntryStatements entries, LeaseKeeper leases, string key, long epoch) : WriteCall
{
    public override string Key => key;

    internal override Statement Statement => entries.Release(key, epoch);

    // Another process has claimed the job, or the job has ended.
    internal override void NotMade(JobRow? row) => TrySetResult(null);

    internal override void Failed(Exception exception)
    {
        leases.Held.Leave(key, epoch);
        base.Failed(exception);
    }
}
