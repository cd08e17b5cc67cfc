using SchemaSdk.Durable.Leases;

namespace SchemaSdk.Durable.Writing;

/// <summary>Gives a job back.</summary>
/// <param name="lines">The statements.</param>
/// <param name="leases">The jobs of this ledger.</param>
/// <param name="key">The key of the job.</param>
/// <param name="epoch">The epoch under which it was taken up.</param>
internal sealed class ReleaseCall(LineStatements lines, LeaseKeeper leases, string key, long epoch) : WriteCall
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override string Key => key;

    public override bool IsTold => Task.IsCompleted;

    internal Task Task => _told.Task;

    internal override Statement Statement => lines.Release(key, epoch);

    internal override void Made(long number) => _told.TrySetResult();

    // Another process has it, or it is at its end.
    internal override void NotMade(JobRow? row) => _told.TrySetResult();

    internal override void Failed(Exception exception)
    {
        leases.Held.Leave(key, epoch);
        _told.TrySetException(exception);
    }
}
