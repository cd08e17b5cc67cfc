namespace SchemaSdk;

/// <summary>
/// The ledger could not be opened, read or written, or it refused the call. If <see cref="ModelException.RequestId"/> is null, no job
/// from this call is running. Otherwise, the job with that id continues at the service.
/// </summary>
public sealed class ModelLedgerException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelLedgerException() : this(null, null) { }

    /// <inheritdoc />
    public ModelLedgerException(string? message) : this(message, null) { }

    internal ModelLedgerException(
        string message, string? key, string? modelId, string? requestId = null, Exception? cause = null, bool isConflict = false,
        bool isLasting = false)
        : this(message, cause) =>
        (Key, ModelId, RequestId, IsConflict, IsLasting) = (key, modelId, requestId, isConflict, isLasting);

    /// <summary>True if another caller has claimed the job, or was first to record a step. Read the job again.</summary>
    public bool IsConflict { get; init; }

    /// <summary>True if the call fails until someone fixes the cause; false if it may succeed later, for example after an outage.</summary>
    public bool IsLasting { get; init; }

    /// <summary>True if the key belongs to a job with another model, input, customer or service. Nothing was sent. Use a new key.</summary>
    public bool IsKeyTaken { get; init; }
}
