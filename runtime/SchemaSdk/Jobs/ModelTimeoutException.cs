namespace SchemaSdk;

/// <summary>The job gave no result within its timeout. It may still run and be charged. Attach to it with its request id.</summary>
/// <param name="message">What happened, where, and what to do.</param>
/// <param name="innerException">The inner exception.</param>
public sealed class ModelTimeoutException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelTimeoutException() : this(message: null) { }

    /// <inheritdoc />
    public ModelTimeoutException(string? message) : this(message, innerException: null) { }
}
