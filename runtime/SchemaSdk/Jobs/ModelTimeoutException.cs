namespace SchemaSdk;

/// <summary>The job gave no result within its time. It may still be running and billed; its request id takes it up again.</summary>
public sealed class ModelTimeoutException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelTimeoutException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelTimeoutException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelTimeoutException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
