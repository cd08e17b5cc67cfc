namespace SchemaSdk;

/// <summary>The job was cancelled at the service.</summary>
public sealed class ModelCanceledException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelCanceledException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelCanceledException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelCanceledException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
