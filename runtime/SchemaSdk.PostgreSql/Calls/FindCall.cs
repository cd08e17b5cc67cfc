namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Somebody looks a job up by its key.</summary>
internal sealed class FindCall(string key)
    : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => key;

    public int Bytes => 0;

    public bool IsTold => Task.IsCompleted;
}
