namespace SchemaSdk;

/// <summary>A submit was sent and no usable answer came. The job may be running and billed, so it is never sent again.</summary>
public sealed class ModelSubmissionUnknownException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelSubmissionUnknownException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelSubmissionUnknownException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelSubmissionUnknownException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>When it was sent, in UTC: what to look for among the generations of the account.</summary>
    public DateTimeOffset SentAt { get; init; }
}
