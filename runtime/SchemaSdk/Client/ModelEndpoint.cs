using SchemaSdk.Jobs;

namespace SchemaSdk;

/// <summary>One model of the service, with a typed input and output. Generated endpoints derive from this thread-safe class.</summary>
/// <typeparam name="TInput">The type of the model's input.</typeparam>
/// <typeparam name="TOutput">The type of the model's output.</typeparam>
public abstract partial class ModelEndpoint<TInput, TOutput>
{
    private readonly ModelClient? _client;
    private OutputParser<TOutput>? _read;   // one delegate for all waits, because there may be thousands

    /// <summary>Creates an endpoint for tests that override its calls. It cannot call the service.</summary>
    protected ModelEndpoint() { }

    /// <summary>Creates an endpoint that calls the service through a client.</summary>
    /// <param name="client">The client.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    protected ModelEndpoint(ModelClient client) => _client = client ?? throw new ArgumentNullException(nameof(client));

    /// <summary>The description of the model. Reading it makes no request.</summary>
    public abstract ModelInfo Info { get; }

    /// <summary>The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public string ModelId => Info.Id;

    /// <summary>The client with which the endpoint was created.</summary>
    /// <exception cref="InvalidOperationException">The endpoint was created without a client.</exception>
    protected ModelClient Client => _client ?? throw new InvalidOperationException(
        $"{GetType().Name} was created without a client. "
        + "In a test, override the member that was called. Otherwise, create the endpoint with a client.");

    /// <summary>Writes an input as the JSON that the service expects.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="input">The input.</param>
    protected internal abstract void WriteInput(Utf8JsonWriter writer, TInput input);

    /// <summary>Reads the output of a job that succeeded.</summary>
    /// <param name="reader">The reader, positioned on the first token of the output. The method leaves it on the last token.</param>
    protected internal abstract TOutput ReadOutput(ref Utf8JsonReader reader);

    /// <summary>Runs the model and waits for its result.</summary>
    /// <param name="input">The input, sent at most once. Everything but the content of its files is read before the method returns.</param>
    /// <param name="options">Settings for this run; null to use the client's settings.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too. Before the input is sent, cancelling the
    /// token has the same effect as in <see cref="SubmitAsync"/>.
    /// </param>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <exception cref="ModelTimeoutException">The job had no result within its timeout. It may still run and be charged.</exception>
    /// <exception cref="ModelException">The output could not be read, or the progress callback threw.</exception>
    /// <inheritdoc cref="SubmitAsync" path="/exception" />
    public virtual Task<ModelResult<TOutput>> RunAsync(
        TInput input, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        ServiceJob<TOutput>.RunAsync(StartAsync(input, options, cancellationToken), options?.Progress, cancellationToken);

    /// <summary>Submits an input and returns when the service has accepted it.</summary>
    /// <param name="input">The input, sent at most once. Everything but the content of its files is read before the method returns.</param>
    /// <param name="options">Settings for this job and for later waits for its result; null to use the client's settings.</param>
    /// <param name="cancellationToken">
    /// Cancels the submit. If the input has not been sent yet, this call starts no job and throws a plain
    /// <see cref="OperationCanceledException"/>. Another call with the same key may have started a job.
    /// </param>
    /// <exception cref="ModelInputException">The input does not match the schema, or a file cannot be sent. No job was started.</exception>
    /// <exception cref="ModelBudgetException">
    /// The run would exceed <see cref="RunOptions.MaxPriceUsd"/>, <see cref="ModelClientOptions.BudgetUsd"/> or a budget of the ledger, or
    /// its price cannot be read. Nothing was sent.
    /// </exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token. If RequestId is null, nothing was sent.</exception>
    /// <exception cref="ModelApiException">The service refused a request; <see cref="ModelApiException.ErrorCode"/> says why.</exception>
    /// <exception cref="ModelSubmissionUnknownException">The sent input got no usable answer. The job may run and be charged.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came in time. If RequestId is null, no job was started.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed, after the input was sent.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the input was sent. This call started no job.</exception>
    public virtual Task<ModelJob<TOutput>> SubmitAsync(
        TInput input, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        ServiceJob<TOutput>.SubmitAsync(StartAsync(input, options, cancellationToken), cancellationToken);

    /// <summary>Attaches to a job by its request id, which may come from another process or an earlier day. Makes no request.</summary>
    /// <param name="requestId">The id that the submit returned.</param>
    /// <param name="options">Settings for the waits. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException"><paramref name="requestId"/> is not a valid id.</exception>
    public virtual ModelJob<TOutput> Attach(string requestId, RunOptions? options = null) =>
        Client.Parts.Jobs.Attach(new ModelJobHandle { ModelId = ModelId, RequestId = requestId }, options, _read ??= ReadWhole);

    /// <inheritdoc cref="ModelClient.Attach(ModelJobHandle, RunOptions)" />
    /// <exception cref="ArgumentException">The handle belongs to another model.</exception>
    public virtual ModelJob<TOutput> Attach(ModelJobHandle handle, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        return handle.ModelId == ModelId ? Client.Parts.Jobs.Attach(handle, options, _read ??= ReadWhole)
            : throw new ArgumentException(
                $"The job belongs to model {ErrorText.Cut(handle.ModelId)}, not to {ModelId}. Attach with the endpoint of its model, or "
                + "with the client.", nameof(handle));
    }

    /// <inheritdoc cref="ModelClient.Attach(LedgerJob, RunOptions)" />
    /// <exception cref="ArgumentException">The job belongs to another model.</exception>
    public virtual ModelJob<TOutput> Attach(LedgerJob job, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Known is not { ModelId: { } modelId } || modelId == ModelId
            ? Client.Parts.Jobs.Attach(job, options, _read ??= ReadWhole)
            : throw new ArgumentException($"The job belongs to model {modelId}, not to {ModelId}.", nameof(job));
    }

    /// <summary>Estimates a run's cost, which <see cref="RunOptions.MaxPriceUsd"/> and <c>BudgetUsd</c> limit. Submits nothing.</summary>
    /// <param name="input">The input of the model. It is not checked against the schema.</param>
    /// <param name="cancellationToken">Cancels the read of the price.</param>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <inheritdoc cref="ModelClient.GetModelAsync" path="/exception[not(contains(@cref, 'Argument'))]" />
    public virtual async Task<ModelCostEstimate> EstimateAsync(TInput input, CancellationToken cancellationToken = default) =>
        await Client.Parts.Prices.EstimateAsync(ModelId, Info, Written(input).Text, isOfWorker: false, cancellationToken)
            .ConfigureAwait(false);

    internal ModelClient Owner => Client;
    internal ModelClient? OwnerOrDefault => _client;

    /// <summary>Writes an input, with a placeholder for each file that is sent as content.</summary>
    internal WrittenInput Written(TInput input) => WrittenInput.Of(input, WriteInput);

    internal TOutput ReadWhole(ReadOnlyMemory<byte> output)
    {
        var reader = new Utf8JsonReader(output.Span, ServiceBody.AnyDepth);
        reader.Read();
        return ReadOutput(ref reader);
    }

    // Writes and checks the input before the first await, so that the wait for the job does not keep the input in memory.
    private ValueTask<ServiceJob<TOutput>> StartAsync(TInput input, RunOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return Client.Parts.Jobs.SubmitAsync<TOutput>(ModelId, Info, Written(input), options, _read ??= ReadWhole, cancellationToken);
        }
        catch (Exception exception)
        {
            // An application's WriteInput may throw any exception. The returned task must carry it.
            return ValueTask.FromException<ServiceJob<TOutput>>(exception);
        }
    }
}
