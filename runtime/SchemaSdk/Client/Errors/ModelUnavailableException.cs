namespace SchemaSdk;

/// <summary>
/// The service gave no usable answer in time. If <see cref="ModelException.RequestId"/> is null, no job was accepted; otherwise the job
/// continues at the service.
/// </summary>
public sealed class ModelUnavailableException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelUnavailableException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelUnavailableException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelUnavailableException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
