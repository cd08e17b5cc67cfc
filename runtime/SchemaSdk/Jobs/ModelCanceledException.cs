namespace SchemaSdk;

/// <summary>The job was cancelled at the service.</summary>
public sealed class ModelCanceledException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelCanceledException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelCanceledException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelCanceledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
