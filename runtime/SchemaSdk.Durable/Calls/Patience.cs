namespace SchemaSdk.Durable.Calls;

/// <summary>How long a statement waits for a row that another transaction has locked.</summary>
// IsLast: true if the call fails when the row stays locked; false if it is retried.
internal readonly record struct Patience(TimeSpan Time, bool IsLast)
{
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);

    // A shorter time would fill the server's log, because the server logs each wait that times out.
    internal static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>For calls that are not retried.</summary>
    internal static readonly Patience Once = new(Long, IsLast: true);
}
