namespace SchemaSdk.Durable.Calls;

/// <summary>Looks a job up by its key.</summary>
internal sealed class FindCall(string key)
    : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => key;

    public int Bytes => 0;

    public bool IsTold => Task.IsCompleted;
}
