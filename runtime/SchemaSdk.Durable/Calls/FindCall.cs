namespace SchemaSdk.Durable.Calls;

/// <summary>A call that runs in a group with others.</summary>
internal interface ICrowdCall
{
    /// <summary>The key of the job.</summary>
    string Key { get; }

    /// <summary>The number of bytes that the call sends.</summary>
    int Bytes { get; }

    /// <summary>True once the caller has the result.</summary>
    bool IsTold { get; }
}

/// <summary>Looks up a job by its key.</summary>
internal sealed class FindCall(string key)
    : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => key;

    public int Bytes => 0;

    public bool IsTold => Task.IsCompleted;
}
