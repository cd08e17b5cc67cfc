using System.Text.Json;
using SchemaSdk.Jobs;
using SchemaSdk.RunMany;
using SchemaSdk.Services;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <summary>
/// One model of the service, with the types of its input and output. Generated code derives from it. It is thread-safe.
/// </summary>
/// <typeparam name="TInput">The input of the model.</typeparam>
/// <typeparam name="TOutput">The output of the model.</typeparam>
public abstract partial class ModelEndpoint<TInput, TOutput>
{
    private readonly ModelClient? _client;
    private Action<Utf8JsonWriter, TInput>? _write;
    private OutputParser<TOutput>? _read;

    /// <summary>For tests that override the calls: this endpoint cannot call the service.</summary>
    protected ModelEndpoint()
    {
    }

    /// <summary>Creates the endpoint of a client.</summary>
    /// <param name="client">The client with which it calls the service.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    protected ModelEndpoint(ModelClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>The description of the model, which needs no call of the service.</summary>
    public abstract ModelInfo Info { get; }

    /// <summary>The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public string ModelId => Info.Id;

    /// <summary>The client with which the endpoint was created.</summary>
    /// <exception cref="InvalidOperationException">It was created by the constructor for tests.</exception>
    protected ModelClient Client => _client ?? throw new InvalidOperationException(
        $"{GetType().Name} was created without a client, as in a test. "
        + "Override the member that was called, or create the endpoint with a client.");

    /// <summary>Writes an input in the form that the service expects.</summary>
    /// <param name="writer">The writer, positioned where a value can be written.</param>
    /// <param name="input">The input.</param>
    protected internal abstract void WriteInput(Utf8JsonWriter writer, TInput input);

    /// <summary>Reads the output of a job that succeeded.</summary>
    /// <param name="reader">On the first token of the output; on its last when the method returns.</param>
    protected internal abstract TOutput ReadOutput(ref Utf8JsonReader reader);

    /// <summary>Reads the whole text of an output.</summary>
    internal TOutput ReadWhole(ReadOnlyMemory<byte> output)
    {
        var reader = new Utf8JsonReader(output.Span, ServiceBody.AnyDepth);
        reader.Read();
        return ReadOutput(ref reader);
    }

    /// <summary>
    /// Runs the model and waits for its result. The input, except the content of its files, is read before the method returns, and is sent
    /// at most once.
    /// </summary>
    /// <param name="input">The input of the model.</param>
    /// <param name="options">Settings of this run; null: those of the client.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too. If it is cancelled before the service
    /// accepts the input, nothing runs, and the exception is a plain <see cref="OperationCanceledException"/>.
    /// </param>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing runs.
    /// </exception>
    /// <exception cref="ModelBudgetException">
    /// The run costs more than <see cref="RunOptions.MaxPriceUsd"/> or <see cref="ModelClientOptions.BudgetUsd"/> allows. Nothing was sent.
    /// </exception>
    /// <exception cref="ModelConfigurationException">There is no usable token. Nothing was sent.</exception>
    /// <exception cref="ModelApiException">The service refused a request; its code says why.</exception>
    /// <exception cref="ModelSubmissionUnknownException">
    /// The input was sent and no usable answer came. The job may run and be charged.
    /// </exception>
    /// <exception cref="ModelUnavailableException">No usable answer came in time. Without a request id, nothing runs.</exception>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <exception cref="ModelTimeoutException">
    /// There is no result within the job's timeout. The job may still run and be charged.
    /// </exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed, after the submit.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the input was sent. Nothing runs.</exception>
    /// <exception cref="ModelException">The output could not be read, or the progress callback threw.</exception>
    public virtual Task<ModelResult<TOutput>> RunAsync(
        TInput input, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        ServiceJob<TOutput>.RunAsync(StartAsync(input, options, cancellationToken), options?.Progress, cancellationToken);

    /// <summary>
    /// Submits an input and returns when the service has accepted it. The input, except the content of its files, is read before the method
    /// returns, and is sent at most once.
    /// </summary>
    /// <param name="input">The input of the model.</param>
    /// <param name="options">Settings of this job, also for its waits; null: those of the client.</param>
    /// <param name="cancellationToken">If it is cancelled before the service accepts the input, nothing runs.</param>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing runs.
    /// </exception>
    /// <exception cref="ModelBudgetException">
    /// The run costs more than <see cref="RunOptions.MaxPriceUsd"/> or <see cref="ModelClientOptions.BudgetUsd"/> allows. Nothing was sent.
    /// </exception>
    /// <exception cref="ModelConfigurationException">There is no usable token. Nothing was sent.</exception>
    /// <exception cref="ModelApiException">The service refused the request; its code says why.</exception>
    /// <exception cref="ModelSubmissionUnknownException">
    /// The input was sent and no usable answer came. The job may run and be charged.
    /// </exception>
    /// <exception cref="ModelUnavailableException">The input could not be submitted in time. Nothing runs.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled while the service was accepting the input.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the input was sent. Nothing runs.</exception>
    public virtual Task<ModelJob<TOutput>> SubmitAsync(
        TInput input, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        JobStart.SubmitAsync(StartAsync(input, options, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs the model on many inputs, several at a time, and returns each run as it ends. If one fails or its input does not fit the
    /// schema, its <see cref="ModelRun{TInput, TOutput}"/> has an error, and the others continue.
    /// </summary>
    /// <param name="inputs">The inputs, which may be endless. The next is read when there is room for it.</param>
    /// <param name="maxInFlight">
    /// The most runs at a time, including those that have ended but were not returned yet. One or more.
    /// </param>
    /// <param name="options">Settings of each run; null: those of the client.</param>
    /// <param name="cancellationToken">
    /// Ends all waits and reads no more inputs; <see cref="RunOptions.OnCancel"/> says whether the jobs are cancelled too. Runs that have
    /// started are still returned before the enumeration throws. Their error is a <see cref="ModelWaitCanceledException"/> with the
    /// request id.
    /// </param>
    /// <remarks>
    /// If the caller leaves the enumeration early, its waits end as with a cancelled token, and the enumeration waits for that. Only
    /// <see cref="RunOptions.Progress"/> and the log get the ids of those jobs. An exception of <paramref name="inputs"/> is thrown after
    /// all runs that have started are returned. Each enumeration runs all inputs again.
    /// </remarks>
    /// <exception cref="ArgumentException">An argument is invalid. Nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before all inputs had been run.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before all inputs had been run.</exception>
    public virtual IAsyncEnumerable<ModelRun<TInput, TOutput>> RunManyAsync(
        IEnumerable<TInput> inputs, int maxInFlight = 16, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunMany(stop => new(InputSource<TInput>.Of(inputs), stop), key: null, maxInFlight, options, cancellationToken);
    }

    /// <inheritdoc cref="RunManyAsync(IEnumerable{TInput}, int, RunOptions, CancellationToken)" />
    public virtual IAsyncEnumerable<ModelRun<TInput, TOutput>> RunManyAsync(
        IAsyncEnumerable<TInput> inputs, int maxInFlight = 16, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunMany(stop => new(inputs.GetAsyncEnumerator(stop), stop), key: null, maxInFlight, options, cancellationToken);
    }

    /// <summary>Attaches to a job by its request id, which may come from another process or an earlier day. Makes no request.</summary>
    /// <param name="requestId">The id that the submit returned.</param>
    /// <param name="options">Settings of the waits for it. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException"><paramref name="requestId"/> cannot be an id.</exception>
    public virtual ModelJob<TOutput> Attach(string requestId, RunOptions? options = null) =>
        Client.Parts.Jobs.Attach<TOutput>(ModelId, requestId, options, _read ??= ReadWhole);

    /// <summary>
    /// Resumes a job from a ledger and records how it ends. Makes no request, and none later if the ledger has its result.
    /// </summary>
    /// <param name="job">The job. To resume it by its entry, use <c>Attach</c> of package SchemaSdk.Durable.</param>
    /// <param name="options">Settings of the waits for it. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException">The job was not sent, or is a job of another model.</exception>
    /// <exception cref="ModelLedgerException">The job has no usable request id, or its recorded result cannot be read.</exception>
    public virtual ModelJob<TOutput> Attach(LedgerJob job, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Known is not { ModelId: { } modelId } || modelId == ModelId
            ? Client.Parts.Jobs.Attach(job, options, _read ??= ReadWhole)
            : throw new ArgumentException($"The job is of {modelId}, not of {ModelId}.", nameof(job));
    }

    /// <inheritdoc cref="Client" />
    internal ModelClient Owner => Client;

    /// <summary>Writes an input, with a placeholder for each file that is sent as content.</summary>
    internal WrittenInput Written(TInput input) => InputText.Write(input, _write ??= WriteInput);

    // The input matters only up to the first await: by then it is text, and checked. A wait for the job does not keep it in memory.
    private ValueTask<ServiceJob<TOutput>> StartAsync(TInput input, RunOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return Client.Parts.Jobs.SubmitAsync<TOutput>(
                ModelId, Info, Written(input), options, _read ??= ReadWhole, cancellationToken);
        }
        catch (Exception exception)
        {
            // The application's own writer may throw anything. The returned task fails, not this call.
            return ValueTask.FromException<ServiceJob<TOutput>>(exception);
        }
    }
}
