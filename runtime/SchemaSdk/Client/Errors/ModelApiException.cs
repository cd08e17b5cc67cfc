namespace SchemaSdk;

/// <summary>The service refused the request.</summary>
public sealed class ModelApiException : ModelException
{
    /// <summary>Creates an exception with the default message.</summary>
    public ModelApiException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelApiException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelApiException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status of the answer. With a 2xx status, the body had an error.</summary>
    public int StatusCode { get; init; }

    /// <summary>The service's own error code, such as <c>400004</c>; null if it gave none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// True if an error in the service's own form says that the service does not know the request, or no longer knows it: its result cannot
    /// be read. An HTTP 404 of a proxy does not say that.
    /// </summary>
    public bool IsUnknownRequest { get; init; }

    /// <summary>
    /// True if the service, or something between, refused the token or says that the account has no permission: the same request may
    /// succeed with another token. Any HTTP 401 or 403 counts, also one of a proxy.
    /// </summary>
    public bool IsUnauthorized { get; init; }

    /// <summary>The text that the service wrote, cut at 300 characters.</summary>
    public string? Detail { get; init; }
}
