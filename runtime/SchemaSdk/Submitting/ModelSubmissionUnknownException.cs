namespace SchemaSdk;

/// <summary>A submit was sent, but no usable answer came. The job may run and be charged, so the client does not send it again.</summary>
public sealed class ModelSubmissionUnknownException(string? message, Exception? innerException) : ModelException(message, innerException)
{
    /// <inheritdoc />
    public ModelSubmissionUnknownException() : this(null, null) { }

    /// <inheritdoc />
    public ModelSubmissionUnknownException(string? message) : this(message, null) { }

    /// <summary>
    /// A value in the answer that may be the request id, although its name, type, depth or form is not the expected one. Null if
    /// <see cref="ModelException.RequestId"/> is known, or if nothing looks like an id. The value is only a hint, and may identify
    /// something else. Compare it with the account's jobs before you attach to it.
    /// </summary>
    public string? PossibleRequestId { get; init; }

    /// <summary>The first 300 characters of the answer, with the token masked; null if no answer came.</summary>
    public string? Detail { get; init; }

    /// <summary>The time at which the input was sent, in UTC. It helps to find the job among the account's jobs.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Looks for the job of the submit at the service; null if no client created the exception.</summary>
    internal UnknownSearch? Search { get; set; }

    /// <summary>
    /// Looks for the job once in the service's list of submitted jobs, if the service has one. The submit counts as accepted if the list
    /// has exactly one job with the same model and input from about the time of the submit. Jobs that are known to belong to other submits
    /// do not count. A ledger records the outcome. Nothing is sent again.
    /// </summary>
    /// <remarks>
    /// The input is compared as it was sent, with the addresses of stored files. If a file was sent inside the request, the job is never
    /// found.
    /// </remarks>
    /// <param name="options">Says when a submit counts as not accepted; null means never.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What is known now, and why. The submit stays unknown if the list cannot be read, or if several jobs match.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">No client created this exception.</exception>
    /// <exception cref="ModelConfigurationException">The client has no token.</exception>
    /// <exception cref="ModelLedgerException">The ledger cannot be read, or cannot record the outcome.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public Task<Reconciliation> ReconcileAsync(ReconcileOptions? options = null, CancellationToken cancellationToken = default) =>
        Search is { } search
            ? search.RunAsync(options, cancellationToken)
            : throw new InvalidOperationException("This exception was not created by a client, so it cannot look for the job.");
}
