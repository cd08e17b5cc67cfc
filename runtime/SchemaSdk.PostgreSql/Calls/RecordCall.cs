namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Somebody puts a later line of a job down.</summary>
internal sealed class RecordCall(LedgerEntry entry)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => entry.Key;

    public int Bytes => entry.Input.Length + entry.Result.Length;

    public bool IsTold => Task.IsCompleted;

    internal LedgerEntry Entry => entry;

    /// <summary>By which its line is known again after a connection was lost.</summary>
    internal Guid Token { get; } = entry.AttemptId ?? Guid.NewGuid();

    /// <summary>The reason why it does not fit into a budget; null if it does.</summary>
    internal ModelBudgetException? Refusal { get; set; }
}
