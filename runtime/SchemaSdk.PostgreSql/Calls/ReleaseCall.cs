namespace SchemaSdk.PostgreSql.Calls;

/// <summary>Somebody gives a job back.</summary>
/// <param name="key">The key of the job.</param>
/// <param name="isLeft">True if that was tried before, and the job may have been taken up anew since.</param>
internal sealed class ReleaseCall(string key, bool isLeft)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), ICrowdCall
{
    public string Key => key;

    internal bool IsLeft => isLeft;

    /// <summary>The epoch under which the job was taken up that is given back; null: it was not looked up yet.</summary>
    internal long? Epoch { get; set; }

    public int Bytes => 0;

    public bool IsTold => Task.IsCompleted;
}
