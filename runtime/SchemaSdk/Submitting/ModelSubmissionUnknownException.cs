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

    /// <summary>
    /// A value that may be the request id, as the answer has it: under another name, as a number, one level down or in another form. Null
    /// if <see cref="ModelException.RequestId"/> is known, or if nothing looks like an id. It is a hint and may be the id of something
    /// else: compare it with the generations of the account before you attach to it.
    /// </summary>
    public string? PossibleRequestId { get; init; }

    /// <summary>The first 300 characters of the answer, without the token; null if none came.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets the time at which it was sent, in UTC: what to look for among the generations of the account.</summary>
    public DateTimeOffset SentAt { get; init; }
}
