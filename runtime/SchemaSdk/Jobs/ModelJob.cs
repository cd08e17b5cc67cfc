namespace SchemaSdk;

/// <summary>A job at the service. It keeps its options, needs no disposal, and may be used by several callers at once.</summary>
/// <typeparam name="TOutput">The output of the model.</typeparam>
public abstract class ModelJob<TOutput>
{
    /// <summary>The model that runs.</summary>
    public abstract string ModelId { get; }

    /// <summary>The request id. With it, <c>Attach</c> continues with the job, also in another process or on another day.</summary>
    public abstract string RequestId { get; }

    /// <summary>Asks the service once for the status. Makes no request if the end is known.</summary>
    /// <param name="cancellationToken">Cancels the call; the job continues.</param>
    /// <exception cref="ModelApiException">The service refused the read, for example because the id has expired.</exception>
    /// <exception cref="ModelUnavailableException">
    /// No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>, which includes delays that the service asks for. A last
    /// attempt that has started, and the read of the result of an ended job, may each take <see cref="ModelTimeouts.Read"/> more.
    /// </exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public abstract Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns the current status, then one for every change of state, text or queue position, up to the end of the job. For a job that
    /// failed or was cancelled, the last status says so; no exception is thrown.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ModelApiException">The service refused a read.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelTimeoutException">The job has not ended within its timeout.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public abstract IAsyncEnumerable<JobStatus> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits for the result. Several callers may call it, also again. Makes no request if the end is known.</summary>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <exception cref="ModelTimeoutException">
    /// There is no result within the job's timeout. The job may still run and be charged.
    /// </exception>
    /// <exception cref="ModelApiException">The service refused a read.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    /// <exception cref="ModelException">The output could not be read, or the progress callback threw.</exception>
    public Task<ModelResult<TOutput>> WaitAsync(CancellationToken cancellationToken = default) => WaitAsync(null, cancellationToken);

    /// <summary>Same as <see cref="WaitAsync(CancellationToken)"/>, and reports every change.</summary>
    /// <param name="progress">Gets the current status and every change; null: <see cref="RunOptions.Progress"/> of the job.</param>
    /// <param name="cancellationToken">Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    public abstract Task<ModelResult<TOutput>> WaitAsync(IProgress<JobStatus>? progress, CancellationToken cancellationToken = default);

    /// <summary>Asks the service to cancel the job. Only a queued job can be cancelled.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The outcome; <see cref="CancelOutcome.Unconfirmed"/> if no clear answer came within <see cref="ModelTimeouts.Cancel"/>.
    /// </returns>
    /// <exception cref="ModelApiException">The service refused the request, for example because the id is unknown.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public abstract Task<CancelOutcome> CancelAsync(CancellationToken cancellationToken = default);
}
