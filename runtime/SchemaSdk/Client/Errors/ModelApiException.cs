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

    /// <summary>The HTTP status of the answer. If it is 2xx, the error was in the body.</summary>
    public int StatusCode { get; init; }

    /// <summary>The service's own error code, such as <c>400004</c>; null if it gave none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// True if the service itself reported, in its own error format, that the request id is unknown or has expired, so the result cannot be
    /// read. A 404 from a proxy does not count.
    /// </summary>
    public bool IsUnknownRequest { get; init; }

    /// <summary>
    /// True if the token was refused or the account lacks a permission, so the same request may succeed with another token. Any HTTP 401 or
    /// 403 counts, including one from a proxy.
    /// </summary>
    public bool IsUnauthorized { get; init; }

    /// <summary>The service's error text, truncated to 300 characters.</summary>
    public string? Detail { get; init; }
}
