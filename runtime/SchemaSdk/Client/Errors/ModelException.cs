namespace SchemaSdk;

/// <summary>The base class of model and job errors. Also thrown for errors without their own class, such as an unreadable output.</summary>
public class ModelException : Exception
{
    private string? _key;

    /// <summary>Creates an exception with the default message.</summary>
    public ModelException() { }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public ModelException(string? message) : base(message) { }

    /// <summary>Creates an exception with a message and an inner exception.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    public ModelException(string? message, Exception? innerException) : base(message, innerException) { }

    /// <summary>The id of the model; null if the error does not concern a particular model.</summary>
    public string? ModelId { get; init; }

    /// <summary>The request id, for <c>Attach</c>; null if none is known.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key { get => _key; init => _key = value; }

    /// <summary>The headers of the answer that caused the error, except cookies; empty if no answer came.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>True if the input caused the error, so the same input would be refused again.</summary>
    internal virtual bool IsOfInput => false;

    /// <summary>True if SchemaSdk's own code threw the error instead of sending the request.</summary>
    internal bool IsVeto { get; init; }

    internal void Name(string key) => _key ??= key;

    internal ModelException Copy() => (ModelException)MemberwiseClone();
}

/// <summary>The client has no usable token. If <c>RequestId</c> is null, no job was submitted; otherwise the job continues.</summary>
public sealed class ModelConfigurationException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelConfigurationException() : this(null, null) { }

    /// <inheritdoc />
    public ModelConfigurationException(string? message) : this(message, null) { }
}

/// <summary>
/// A run was refused because of <see cref="RunOptions.MaxPriceUsd"/>, <see cref="ModelClientOptions.BudgetUsd"/> or a budget of the
/// ledger. The run costs more than the limit allows, or its price cannot be read. Nothing was sent.
/// </summary>
public sealed class ModelBudgetException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelBudgetException() : this(null, null) { }

    /// <inheritdoc />
    public ModelBudgetException(string? message) : this(message, null) { }

    /// <summary>The run's cost as estimated from the catalogue price; null if the price cannot be read.</summary>
    public decimal? EstimateUsd { get; init; }

    /// <summary>
    /// The limit that the estimate exceeds: <see cref="RunOptions.MaxPriceUsd"/>, or the amount left of
    /// <see cref="ModelClientOptions.BudgetUsd"/> or of the ledger's budget. The amount left is negative if jobs cost more than estimated.
    /// Null if the price cannot be read.
    /// </summary>
    public decimal? LimitUsd { get; init; }
}

/// <summary>No usable answer came in time. If <c>RequestId</c> is null, no job was accepted; otherwise the job continues.</summary>
public sealed class ModelUnavailableException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelUnavailableException() : this(null, null) { }

    /// <inheritdoc />
    public ModelUnavailableException(string? message) : this(message, null) { }

    internal string? Why { get; init; }       // a phrase that says why the last read failed
    internal bool CannotSend { get; init; }   // true if the last read could not be sent
}

/// <summary>The service refused the request.</summary>
public sealed class ModelApiException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelApiException() : this(null, null) { }

    /// <inheritdoc />
    public ModelApiException(string? message) : this(message, null) { }

    /// <summary>The HTTP status of the answer. If it is 2xx, the error was in the body.</summary>
    public int StatusCode { get; init; }

    /// <summary>The service's own error code, such as <c>400004</c>; null if it gave none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>True if the service itself says that the request id is unknown or has expired. A 404 from a proxy does not count.</summary>
    public bool IsUnknownRequest { get; init; }

    /// <summary>True if the token was refused or lacks a permission; another token may succeed. A proxy's 401 or 403 counts too.</summary>
    public bool IsUnauthorized { get; init; }

    /// <summary>The service's error text, truncated to 300 characters.</summary>
    public string? Detail { get; init; }
}
