namespace SchemaSdk;

/// <summary>A job at the service. Thread-safe, and needs no disposal. It keeps the options with which it was created.</summary>
/// <typeparam name="TOutput">The output type of the model.</typeparam>
public abstract class ModelJob<TOutput>
{
    /// <summary>The id of the job's model.</summary>
    public abstract string ModelId { get; }

    /// <summary>The request id. Pass it to <c>Attach</c> to continue with the job later, even in another process.</summary>
    public abstract string RequestId { get; }

    /// <summary>The job as a value that can be stored. Pass it to <c>Attach</c> in another process; that process needs no ledger.</summary>
    public virtual ModelJobHandle Handle => new() { ModelId = ModelId, RequestId = RequestId };

    /// <summary>Asks the service once for the status. Makes no request if the job is known to have ended.</summary>
    /// <param name="cancellationToken">Cancels the call; the job continues.</param>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the read, for example because the id has expired.</exception>
    /// <exception cref="ModelUnavailableException">
    /// No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>. This time includes delays that the service asks for. An
    /// attempt that is in flight when that time ends, and reading an ended job's result, may each take up to
    /// <see cref="ModelTimeouts.Read"/> longer.
    /// </exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled or the client was disposed.</exception>
    public abstract Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the current status, then a status for every change of state, text or queue position, and for new logs or output, until the
    /// job ends. If the job failed or was cancelled, the last status says so and no exception is thrown.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused a read.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelTimeoutException">The job gave no result within its timeout. It may still run and be charged.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled or the client was disposed.</exception>
    public abstract IAsyncEnumerable<JobStatus> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits for the result. Calls may be repeated and concurrent. Makes no request if the job is known to have ended.</summary>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <inheritdoc cref="WatchAsync" path="/exception" />
    /// <exception cref="ModelException">The output could not be read, or the progress callback threw.</exception>
    public Task<ModelResult<TOutput>> WaitAsync(CancellationToken cancellationToken = default) => WaitAsync(null, cancellationToken);

    /// <summary>Waits for the result like <see cref="WaitAsync(CancellationToken)"/>, and reports every change.</summary>
    /// <param name="progress">Receives the current status and every change; null to use <see cref="RunOptions.Progress"/>.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    public abstract Task<ModelResult<TOutput>> WaitAsync(IProgress<JobStatus>? progress, CancellationToken cancellationToken = default);

    /// <summary>Asks the service to cancel the job. RunComfy can cancel a job only while it is queued.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The result; <see cref="CancelOutcome.Unconfirmed"/> without a clear answer in <see cref="ModelTimeouts.Cancel"/>.</returns>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the request, for example because the id is unknown.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled or the client was disposed.</exception>
    public abstract Task<CancelOutcome> CancelAsync(CancellationToken cancellationToken = default);
}
