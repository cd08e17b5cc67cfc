namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Somebody gives a job back.</summary>
internal sealed class ReleaseCall(string key)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => key;

    public int Bytes => 0;
}
