namespace SchemaSdk;

/// <summary>The job was cancelled at the service.</summary>
/// <param name="message">What happened, where, and what to do.</param>
/// <param name="innerException">The inner exception.</param>
public sealed class ModelCanceledException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelCanceledException() : this(message: null) { }

    /// <inheritdoc />
    public ModelCanceledException(string? message) : this(message, innerException: null) { }
}
