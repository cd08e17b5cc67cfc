namespace SchemaSdk.Submitting;

/// <summary>A call with <c>RunOptions.OnlyAttaches</c> found no job to which it could attach. Nothing was sent.</summary>
internal sealed class NotAttachedException : ModelException
{
    internal NotAttachedException(string modelId)
        : base($"The ledger has no job of {modelId} that runs or has ended, so nothing was sent: this call may only attach.") =>
        (ModelId, IsVeto) = (modelId, true);
}
