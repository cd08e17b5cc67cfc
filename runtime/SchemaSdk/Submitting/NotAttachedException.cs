namespace SchemaSdk.Submitting;

/// <summary>A call with <c>RunOptions.OnlyAttaches</c> found no job to which it could attach. Nothing was sent.</summary>
internal sealed class NotAttachedException : ModelException
{
    internal NotAttachedException(string modelId)
        : base($"This call only attaches to a job, but the ledger has no accepted job of {modelId} with this key. Nothing was sent.") =>
        (ModelId, IsVeto) = (modelId, true);
}
