namespace SchemaSdk.Durable.Calls;

/// <summary>A call for one job. It runs in a group with other calls, and its task completes with the result for the caller.</summary>
internal abstract class CrowdCall(string key) : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal string Key => key;

    internal virtual int Bytes => 0;

    internal virtual void Failed(Exception exception) => TrySetException(exception);
}

internal sealed class FindCall(string key, bool isWhole = true) : CrowdCall(key)
{
    internal bool IsWhole => isWhole;
}

/// <summary>How long a statement waits for a row that another transaction has locked.</summary>
// IsLast: true if the call fails when the row stays locked; false if the call is retried.
internal readonly record struct Patience(TimeSpan Time, bool IsLast)
{
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);
    internal static readonly TimeSpan Long = TimeSpan.FromSeconds(1);   // not shorter, because the server logs each timeout

    internal static readonly Patience Once = new(Long, IsLast: true);
}
