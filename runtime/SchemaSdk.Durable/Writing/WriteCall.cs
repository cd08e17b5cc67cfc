namespace SchemaSdk.Durable.Writing;

/// <summary>A change of one job, which goes to the database with others.</summary>
internal abstract class WriteCall : ICrowdCall
{
    public abstract string Key { get; }

    public virtual int Bytes => 0;

    public abstract bool IsTold { get; }

    /// <summary>True if the caller is told of the job with its input and result where that stands against the change.</summary>
    internal virtual bool WantsWhole => false;

    /// <summary>The statement, which returns a number if it made the change.</summary>
    internal abstract Statement Statement { get; }

    /// <summary>The change was made.</summary>
    /// <param name="number">The number that the statement returned.</param>
    internal abstract void Made(long number);

    /// <summary>The change was not made.</summary>
    /// <param name="row">The job as it is; null: it does not exist.</param>
    internal abstract void NotMade(JobRow? row);

    /// <summary>The database has failed.</summary>
    internal abstract void Failed(Exception exception);
}
