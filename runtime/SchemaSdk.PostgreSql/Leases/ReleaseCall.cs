using SchemaSdk.PostgreSql.Writing;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>Somebody gives a job back.</summary>
internal sealed class ReleaseCall(string key)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => key;

    public int Bytes => 0;
}
