namespace SchemaSdk;

/// <summary>The service refused the request.</summary>
public sealed class ModelApiException : ModelException
{
    /// <summary>Makes one without a message of its own.</summary>
    public ModelApiException()
    {
    }

    /// <summary>Makes one with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelApiException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and the exception behind it.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The exception behind it.</param>
    public ModelApiException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status of the answer. A 2xx one carried an error in its body.</summary>
    public int StatusCode { get; init; }

    /// <summary>The service's own code, such as <c>400004</c>, where it gave one.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// True if the service says, by an error of its own form, that it does not know the request that it was asked about, or does not know
    /// it any more: its result cannot be read. An HTTP 404 of a proxy does not say that.
    /// </summary>
    public bool IsUnknownRequest { get; init; }

    /// <summary>
    /// True if the service, or something on the way to it, refused the token, or what its account may do: the same request may go well
    /// with another token. Any HTTP 401 or 403 counts, also one of a proxy.
    /// </summary>
    public bool IsUnauthorized { get; init; }

    /// <summary>Has the text that the service wrote, cut at 300 characters.</summary>
    public string? Detail { get; init; }
}
