namespace SchemaSdk;

/// <summary>A job at the service. It has nothing to dispose of, keeps its options, and may be used by several callers at once.</summary>
/// <typeparam name="TOutput">What the model makes.</typeparam>
public abstract class ModelJob<TOutput>
{
    /// <summary>The model that runs.</summary>
    public abstract string ModelId { get; }

    /// <summary>The id of the request: with it, <c>Attach</c> takes the job up again, in another process or on another day.</summary>
    public abstract string RequestId { get; }

    /// <summary>Asks once where the job stands. No request is made once its end is known.</summary>
    /// <param name="cancellationToken">Ends the asking; the job goes on.</param>
    /// <exception cref="ModelApiException">The service refused to tell, for example because the id has expired.</exception>
    /// <exception cref="ModelUnavailableException">
    /// No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>, what the service asks to wait included. A last attempt that
    /// has begun, and the result of a job that has ended, may take <see cref="ModelTimeouts.Read"/> each on top.
    /// </exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public abstract Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The present state, then every change of state, text or queue position, up to the end of the job. That it failed or was cancelled
    /// is a status here, not an exception.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ModelApiException">The service refused to tell.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelTimeoutException">The job has not ended within its time.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public abstract IAsyncEnumerable<JobStatus> WatchAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits for the result. It may be called again, also by several callers; once the end is known it makes no request.</summary>
    /// <param name="cancellationToken">Ends the waiting; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <exception cref="ModelTimeoutException">The job's time went by without a result; it may still be running and billed.</exception>
    /// <exception cref="ModelApiException">The service refused to tell.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    /// <exception cref="ModelException">The output could not be read, or the progress callback threw.</exception>
    public Task<ModelResult<TOutput>> WaitAsync(CancellationToken cancellationToken = default) => WaitAsync(null, cancellationToken);

    /// <summary>Same as <see cref="WaitAsync(CancellationToken)"/>, and tells of every change.</summary>
    /// <param name="progress">Told of the present state and its changes; null: <see cref="RunOptions.Progress"/> of the job.</param>
    /// <param name="cancellationToken">Ends the waiting; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    public abstract Task<ModelResult<TOutput>> WaitAsync(IProgress<JobStatus>? progress, CancellationToken cancellationToken = default);

    /// <summary>Asks the service to cancel the job. Only a queued job can be; the answer says what came of it.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns><see cref="CancelOutcome.Unconfirmed"/> where no clear answer came within <see cref="ModelTimeouts.Cancel"/>.</returns>
    /// <exception cref="ModelApiException">The service refused to try, for example because the id is unknown.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed.</exception>
    public abstract Task<CancelOutcome> CancelAsync(CancellationToken cancellationToken = default);
}
