namespace SchemaSdk;

/// <summary>
/// The ledger could not be opened, read or written, or refused what it was asked. Without a <see cref="ModelException.RequestId"/>
/// no job of this call runs; with one, that job goes on at the service.
/// </summary>
public sealed class ModelLedgerException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelLedgerException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelLedgerException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
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

    /// <summary>True if another caller had recorded a line meanwhile, or had taken the job up: read the job again.</summary>
    public bool IsConflict { get; init; }

    /// <summary>True if the same call fails until a person has done something; false if it may go well later, as after an outage.</summary>
    public bool IsLasting { get; init; }

    /// <summary>True if the key is that of another job, with another model or input: give this one another key. Nothing was sent.</summary>
    public bool IsKeyTaken { get; init; }
}
