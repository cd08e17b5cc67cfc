namespace SchemaSdk;

/// <summary>The job gave no result within its timeout. It may still run and be charged. Attach to it with its request id.</summary>
public sealed class ModelTimeoutException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelTimeoutException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelTimeoutException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelTimeoutException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
