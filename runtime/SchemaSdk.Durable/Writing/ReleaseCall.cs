using SchemaSdk.Durable.Leases;

namespace SchemaSdk.Durable.Writing;

/// <summary>Gives a job back that was taken up under an epoch.</summary>
internal sealed class ReleaseCall(LineStatements lines, LeaseKeeper leases, string key, long epoch) : WriteCall
{
    public override string Key => key;

    internal override Statement Statement => lines.Release(key, epoch);

    // Another process has it, or it is at its end.
    internal override void NotMade(JobRow? row) => TrySetResult(null);

    internal override void Failed(Exception exception)
    {
        leases.Held.Leave(key, epoch);
        base.Failed(exception);
    }
}
