namespace SchemaSdk;

/// <summary>
/// No usable answer came in time. Without a <see cref="ModelException.RequestId"/> nothing was accepted; with one the job goes on
/// at the service.
/// </summary>
public sealed class ModelUnavailableException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelUnavailableException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelUnavailableException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelUnavailableException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
