namespace SchemaSdk;

/// <summary>The job ran and failed.</summary>
public sealed class ModelFailedException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelFailedException() : this(null, null) { }

    /// <inheritdoc />
    public ModelFailedException(string? message) : this(message, null) { }

    /// <summary>The service's error, as any JSON value; <see cref="JsonValueKind.Undefined"/> if it gave none.</summary>
    public JsonElement Error { get; init; }
}

/// <summary>The job was cancelled at the service.</summary>
public sealed class ModelCanceledException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelCanceledException() : this(null, null) { }

    /// <inheritdoc />
    public ModelCanceledException(string? message) : this(message, null) { }
}

/// <summary>The job gave no result within its timeout. It may still run and be charged. Attach to it with its request id.</summary>
public sealed class ModelTimeoutException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelTimeoutException() : this(null, null) { }

    /// <inheritdoc />
    public ModelTimeoutException(string? message) : this(message, null) { }
}

/// <summary>
/// The wait for a submitted job was ended by the caller's token or by <see cref="ModelClient.Dispose()"/>. The exception has the request
/// id, so the caller can attach to the job. A cancellation before the submit causes a plain <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class ModelWaitCanceledException : OperationCanceledException
{
    /// <inheritdoc cref="ModelException.ModelException()" />
    public ModelWaitCanceledException() { }

    /// <inheritdoc cref="ModelException.ModelException(string?)" />
    public ModelWaitCanceledException(string? message) : base(message) { }

    /// <inheritdoc cref="ModelException.ModelException(string?, Exception?)" />
    public ModelWaitCanceledException(string? message, Exception? innerException) : base(message, innerException) { }

    /// <summary>Creates an exception with a message, an inner exception and the token that was cancelled.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The inner exception.</param>
    /// <param name="token">The token that was cancelled.</param>
    public ModelWaitCanceledException(string? message, Exception? innerException, CancellationToken token)
        : base(message, innerException, token) { }

    /// <summary>The id of the model.</summary>
    public string? ModelId { get; init; }

    /// <summary>The request id of the job. Pass it to <c>Attach</c> to continue with the job.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key of the job in the ledger; null without a <see cref="ModelClientOptions.Ledger"/>.</summary>
    public string? Key { get; init; }

    /// <summary>The outcome of cancelling the job; null if no cancel was requested (<see cref="CancelBehavior.StopWaiting"/>).</summary>
    public CancelOutcome? CancelOutcome { get; init; }
}
