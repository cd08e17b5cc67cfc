namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Somebody puts the first line of a job down. Gives null if it was put down, else the job that has the key.</summary>
internal sealed class BeginCall(LedgerEntry entry)
    : TaskCompletionSource<LedgerEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => entry.Key;

    public int Bytes => entry.Input.Length;

    public bool IsTold => Task.IsCompleted;

    internal LedgerEntry Entry => entry;

    /// <summary>True once its line was sent to the database: it may be there although the call failed.</summary>
    internal bool IsSent { get; set; }

    /// <summary>By which its line is known again after a connection was lost.</summary>
    internal Guid Token { get; } = Guid.NewGuid();
}
