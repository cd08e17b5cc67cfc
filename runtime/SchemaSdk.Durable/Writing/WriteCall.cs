namespace SchemaSdk.Durable.Writing;

/// <summary>A change of one job, which goes to the database with others.</summary>
internal abstract class WriteCall()
    : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public abstract string Key { get; }

    public virtual int Bytes => 0;

    public bool IsTold => Task.IsCompleted;

    /// <summary>True if the caller is told of the job with its input and result where that stands against the change.</summary>
    internal virtual bool WantsWhole => false;

    internal abstract Statement Statement { get; }

    /// <summary>The change was made; the statement gave this number.</summary>
    internal virtual void Made(long number) => TrySetResult(null);

    /// <summary>The change was not made; null: the job does not exist.</summary>
    internal abstract void NotMade(JobRow? row);

    /// <summary>The database has failed.</summary>
    internal virtual void Failed(Exception exception) => TrySetException(exception);
}
