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

    /// <summary>
    /// True if the server says that the file is not there, or not any more for this address: HTTP 403, 404 or 410. Addresses expire.
    /// </summary>
    public bool IsGone { get; init; }

    /// <summary>True if it says nothing about the file: this machine could not write it, or the client was disposed.</summary>
    internal bool IsLocal { get; init; }
}
