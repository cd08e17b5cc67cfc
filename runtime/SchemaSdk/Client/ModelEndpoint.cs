using System.Text.Json;
using SchemaSdk.Jobs;
using SchemaSdk.RunMany;
using SchemaSdk.Services;
using SchemaSdk.Submitting;

namespace SchemaSdk;

/// <summary>
/// One model of the service, with the types of its input and output. Generated code derives from it; it is safe for use by many
/// threads.
/// </summary>
/// <typeparam name="TInput">What the model takes.</typeparam>
/// <typeparam name="TOutput">What it makes.</typeparam>
public abstract partial class ModelEndpoint<TInput, TOutput>
{
    private readonly ModelClient? _client;
    private Action<Utf8JsonWriter, TInput>? _write;
    private OutputParser<TOutput>? _read;

    /// <summary>For tests that replace the calls: this endpoint can make none of its own.</summary>
    protected ModelEndpoint()
    {
    }

    /// <summary>Makes the endpoint of a client.</summary>
    /// <param name="client">The client that it calls the service with.</param>
    /// <exception cref="ArgumentNullException"><paramref name="client"/> is null.</exception>
    protected ModelEndpoint(ModelClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
    }

    /// <summary>Describes the model without asking the service.</summary>
    public abstract ModelInfo Info { get; }

    /// <summary>The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</summary>
    public string ModelId => Info.Id;

    /// <summary>The client it was made with.</summary>
    /// <exception cref="InvalidOperationException">It was made by the constructor for tests.</exception>
    protected ModelClient Client => _client ?? throw new InvalidOperationException(
        $"{GetType().Name} was made without a client, as tests do. "
        + "Override the member that was called, or make the endpoint with a client.");

    /// <summary>Writes an input as the service takes it.</summary>
    /// <param name="writer">The writer, which is at a place for a value.</param>
    /// <param name="input">The input.</param>
    protected internal abstract void WriteInput(Utf8JsonWriter writer, TInput input);

    /// <summary>Reads the output of a job that succeeded.</summary>
    /// <param name="reader">On the first token of the output; afterwards on its last.</param>
    protected internal abstract TOutput ReadOutput(ref Utf8JsonReader reader);

    /// <summary>Reads the whole text of an output.</summary>
    internal TOutput ReadWhole(ReadOnlyMemory<byte> output)
    {
        var reader = new Utf8JsonReader(output.Span, ServiceBody.AnyDepth);
        reader.Read();
        return ReadOutput(ref reader);
    }

    /// <summary>
    /// Runs the model and waits for its result. The input is read before the method returns, all but the content of its files, and sent at
    /// most once.
    /// </summary>
    /// <param name="input">The input of the model.</param>
    /// <param name="options">Settings of this run; null: those of the client.</param>
    /// <param name="cancellationToken">
    /// Stops the waiting; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too. Cancelled before the service
    /// accepted it,
    /// nothing runs, and the exception is a plain <see cref="OperationCanceledException"/>.
    /// </param>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing runs.
    /// </exception>
    /// <exception cref="ModelBudgetException">
    /// It costs more than <see cref="RunOptions.MaxPriceUsd"/> or <see cref="ModelClientOptions.BudgetUsd"/> allows. Nothing was sent.
    /// </exception>
    /// <exception cref="ModelConfigurationException">There is no usable token. Nothing was sent.</exception>
    /// <exception cref="ModelApiException">The service refused a request; its code says why.</exception>
    /// <exception cref="ModelSubmissionUnknownException">
    /// The input was sent and no usable answer came: it may be running and billed.
    /// </exception>
    /// <exception cref="ModelUnavailableException">No usable answer came in time. Without a request id, nothing runs.</exception>
    /// <exception cref="ModelFailedException">The job ran and failed.</exception>
    /// <exception cref="ModelCanceledException">The job was cancelled at the service.</exception>
    /// <exception cref="ModelTimeoutException">There is no result within the job's time; it may still be running and billed.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client disposed, after the submit.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the submit left. Nothing runs.</exception>
    /// <exception cref="ModelException">The output could not be read, or the progress callback threw.</exception>
    public virtual Task<ModelResult<TOutput>> RunAsync(
        TInput input, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        ServiceJob<TOutput>.RunAsync(StartAsync(input, options, cancellationToken), options?.Progress, cancellationToken);

    /// <summary>
    /// Submits an input and returns as soon as the service accepted it. The input is read before the method returns, all but the content of
    /// its files, and sent at most once.
    /// </summary>
    /// <param name="input">The input of the model.</param>
    /// <param name="options">Settings of this job, which it keeps; null: those of the client.</param>
    /// <param name="cancellationToken">Cancelled before the service accepted the input, nothing runs.</param>
    /// <exception cref="ModelInputException">
    /// The input does not fit the schema, or has a file that cannot be sent. Nothing runs.
    /// </exception>
    /// <exception cref="ModelBudgetException">
    /// It costs more than <see cref="RunOptions.MaxPriceUsd"/> or <see cref="ModelClientOptions.BudgetUsd"/> allows. Nothing was sent.
    /// </exception>
    /// <exception cref="ModelConfigurationException">There is no usable token. Nothing was sent.</exception>
    /// <exception cref="ModelApiException">The service refused the request; its code says why.</exception>
    /// <exception cref="ModelSubmissionUnknownException">
    /// The input was sent and no usable answer came: it may be running and billed.
    /// </exception>
    /// <exception cref="ModelUnavailableException">The input could not be submitted in time. Nothing runs.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled while the service accepted it.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed before the submit left. Nothing runs.</exception>
    public virtual Task<ModelJob<TOutput>> SubmitAsync(
        TInput input, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        JobStart.SubmitAsync(StartAsync(input, options, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs the model on many inputs, some at a time, and gives what came of each as it ends. One that fails, or whose input does not
    /// fit, is a <see cref="ModelRun{TInput, TOutput}"/> with an error, and the others go on.
    /// </summary>
    /// <param name="inputs">What the model takes, asked for when there is room for one more; may be endless.</param>
    /// <param name="maxInFlight">
    /// How many are run at a time, those included that have ended and were not asked for yet. One or more.
    /// </param>
    /// <param name="options">Settings of each run; null: those of the client.</param>
    /// <param name="cancellationToken">
    /// Ends all waits and takes no more inputs; <see cref="RunOptions.OnCancel"/> says whether the jobs are cancelled too. What was begun
    /// is still given, with its request id in a <see cref="ModelWaitCanceledException"/> as its error, before the enumeration throws.
    /// </param>
    /// <remarks>
    /// An enumeration that is left early ends its waits as a cancelled token does, and waits for that; the ids of those jobs are told to
    /// <see cref="RunOptions.Progress"/> and to the log only. An exception of <paramref name="inputs"/> is thrown after what was begun
    /// has been given. Each enumeration runs the inputs anew.
    /// </remarks>
    /// <exception cref="ArgumentException">An argument cannot be used. Nothing was sent.</exception>
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

    /// <summary>Takes up a job by its id, also one of another process or another day. Makes no request.</summary>
    /// <param name="requestId">The id that the submit gave.</param>
    /// <param name="options">Settings of the waits for it; its time starts with the first.</param>
    /// <exception cref="ArgumentException"><paramref name="requestId"/> cannot be one.</exception>
    public virtual ModelJob<TOutput> Attach(string requestId, RunOptions? options = null) =>
        Client.Parts.Jobs.Attach<TOutput>(ModelId, requestId, options, _read ??= ReadWhole);

    /// <summary>
    /// Resumes a job from a ledger, and records what becomes of it. Makes no request, and none later if its result is kept.
    /// </summary>
    /// <param name="job">The job. To resume it by its entry, use <c>Attach</c> of package SchemaSdk.Durable.</param>
    /// <param name="options">Settings of the waits for it; its time starts with the first.</param>
    /// <exception cref="ArgumentException">It was not sent, or is a job of another model.</exception>
    /// <exception cref="ModelLedgerException">It has no usable request id, or its kept result cannot be read.</exception>
    public virtual ModelJob<TOutput> Attach(LedgerJob job, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Known is not { ModelId: { } modelId } || modelId == ModelId
            ? Client.Parts.Jobs.Attach(job, options, _read ??= ReadWhole)
            : throw new ArgumentException($"It is a job of {modelId}, and not of {ModelId}.", nameof(job));
    }

    /// <inheritdoc cref="Client" />
    internal ModelClient Owner => Client;

    /// <summary>Writes an input, with a placeholder for each file whose content is sent.</summary>
    internal WrittenInput Written(TInput input) => InputText.Write(input, _write ??= WriteInput);

    // Not past its first await does the input matter: by then it is text, and checked. Who waits for the job does not hold on to it.
    private ValueTask<ServiceJob<TOutput>> StartAsync(TInput input, RunOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            return Client.Parts.Jobs.SubmitAsync<TOutput>(
                ModelId, Info, Written(input), options, _read ??= ReadWhole, cancellationToken);
        }
        catch (Exception exception)
        {
            // Whatever the application's own writer threw: a task has failed, not the call that makes it.
            return ValueTask.FromException<ServiceJob<TOutput>>(exception);
        }
    }
}
