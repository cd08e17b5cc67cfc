namespace SchemaSdk;

/// <summary>A file could not be had.</summary>
public sealed class ModelDownloadException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelDownloadException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelDownloadException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelDownloadException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
