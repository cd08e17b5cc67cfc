namespace SchemaSdk.Submitting;

/// <summary>A call with <c>RunOptions.OnlyAttaches</c> found no job to which it could attach. Nothing was sent.</summary>
internal sealed class NotAttachedException : ModelException
{
    internal NotAttachedException(string modelId)
        : base($"This call may only attach, but the ledger has no running or ended job of {modelId} under its key. Nothing was sent.") =>
        (ModelId, IsVeto) = (modelId, true);
}
