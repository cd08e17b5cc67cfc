namespace SchemaSdk.Durable.Calls;

/// <summary>A call that goes to the database with others.</summary>
internal interface ICrowdCall
{
    /// <summary>The job that it is about.</summary>
    string Key { get; }

    /// <summary>The number of bytes that it brings along.</summary>
    int Bytes { get; }

    /// <summary>True once its caller was told what became of it.</summary>
    bool IsTold { get; }
}

/// <summary>Looks a job up by its key.</summary>
internal sealed class FindCall(string key)
    : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => key;

    public int Bytes => 0;

    public bool IsTold => Task.IsCompleted;
}
