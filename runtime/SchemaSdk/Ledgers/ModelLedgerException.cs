namespace SchemaSdk;

/// <summary>
/// The ledger could not be opened, read or written, or it refused the call. Without a <see cref="ModelException.RequestId"/>, no job of
/// this call runs. With one, the job with that id continues at the service.
/// </summary>
public sealed class ModelLedgerException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelLedgerException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelLedgerException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelLedgerException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ModelLedgerException(
        string message,
        string? key,
        string? modelId,
        string? requestId = null,
        Exception? cause = null,
        bool isConflict = false,
        bool isLasting = false)
        : base(message, cause) =>
        (Key, ModelId, RequestId, IsConflict, IsLasting) = (key, modelId, requestId, isConflict, isLasting);

    /// <summary>True if another caller was first to record a step or has claimed the job. Read the job again.</summary>
    public bool IsConflict { get; init; }

    /// <summary>True if the same call fails until a person acts; false if it may succeed later, for example after an outage.</summary>
    public bool IsLasting { get; init; }

    /// <summary>
    /// True if the key belongs to another job, with another model or input. Use a different key for this input. Nothing was sent.
    /// </summary>
    public bool IsKeyTaken { get; init; }
}
