namespace SchemaSdk.Durable.Writing;

/// <summary>A change of one job, which runs in a group with others.</summary>
internal abstract class WriteCall()
    : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public abstract string Key { get; }

    public virtual int Bytes => 0;

    public bool IsTold => Task.IsCompleted;

    /// <summary>True if, after a conflict, the caller needs the job with its input and result.</summary>
    internal virtual bool WantsWhole => false;

    internal abstract Statement Statement { get; }

    /// <summary>Completes the call after a successful change, with the number that the statement returned.</summary>
    internal virtual void Made(long number) => TrySetResult(null);

    /// <summary>Completes the call after the database rejected the change. The row is null if the job does not exist.</summary>
    internal abstract void NotMade(JobRow? row);

    /// <summary>Completes the call with a failure of the database.</summary>
    internal virtual void Failed(Exception exception) => TrySetException(exception);
}
