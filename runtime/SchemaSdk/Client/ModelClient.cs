using SchemaSdk.Client;
using SchemaSdk.Jobs;

namespace SchemaSdk;

/// <summary>The base class of every generated client. It is thread-safe; one instance per process is enough.</summary>
public abstract partial class ModelClient : IDisposable, IAsyncDisposable
{
    internal ClientParts Parts { get; }

    /// <summary>
    /// True if the client has a token, a <see cref="ModelClientOptions.TokenProvider"/> or a
    /// <see cref="ModelClientOptions.TokenForCall"/>. If false, a request without a <see cref="RunOptions.ApiToken"/> throws
    /// <see cref="ModelConfigurationException"/>, and a host that uses this client in <c>AddModelJobs</c> does not start.
    /// </summary>
    public virtual bool HasToken => Parts.Access.Settings is { Token: not null } or { TokenProvider: not null };

    /// <summary>The ledger from <see cref="ModelClientOptions.Ledger"/>; null if the client has none.</summary>
    public ModelLedger? Ledger => Parts.Access.Settings.Ledger;

    /// <summary>
    /// Finds a model that was compiled into the client. Null if the client does not know the model; the model's inputs are then not
    /// checked. Only the untyped calls use this method, because trimming cannot remove unused models from a program that uses it.
    /// </summary>
    protected abstract ModelInfo? FindModel(string modelId);

    /// <summary>Runs a model whose id is known only at run time, and waits for its result. Inputs of known models are checked.</summary>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The request body. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings for this run; null to use the client's settings.</param>
    /// <param name="cancellationToken">Ends the wait. <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ArgumentException">The id is not valid, or the input is undefined or has an unpaired surrogate.</exception>
    /// <exception cref="ModelException"><see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/> lists the possible reasons.</exception>
    public virtual async Task<ModelResult<JsonElement>> RunAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var starting = StartAsync(modelId, input, options, cancellationToken);
        return await ServiceJob<JsonElement>.RunAsync(starting, options?.Progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits an input to a model whose id is known only at run time.</summary>
    /// <param name="modelId">The id at the service.</param>
    /// <param name="input">The request body. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings for this job and for later waits for its result; null to use the client's settings.</param>
    /// <param name="cancellationToken">Cancels the submit; see <see cref="ModelEndpoint{TInput, TOutput}.SubmitAsync"/>.</param>
    /// <exception cref="ArgumentException">The id is not valid, or the input is undefined or has an unpaired surrogate.</exception>
    /// <exception cref="ModelException"><see cref="ModelEndpoint{TInput, TOutput}.SubmitAsync"/> lists the possible reasons.</exception>
    public virtual async Task<ModelJob<JsonElement>> SubmitAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var starting = StartAsync(modelId, input, options, cancellationToken);
        return await ServiceJob<JsonElement>.SubmitAsync(starting, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Attaches to a job by its request id, which may come from another process or an earlier day. Makes no request.</summary>
    /// <param name="modelId">The id of the job's model.</param>
    /// <param name="requestId">The id that the submit returned.</param>
    /// <param name="options">Settings for the waits. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not a valid id.</exception>
    public virtual ModelJob<JsonElement> Attach(string modelId, string requestId, RunOptions? options = null)
    {
        Parts.Access.Settings.Service.CheckModelId(modelId);
        return Parts.Jobs.Attach(new ModelJobHandle { ModelId = modelId, RequestId = requestId }, options, ReadAnything);
    }

    /// <summary>Attaches to a job by its handle, which may come from another process. Makes no request.</summary>
    /// <param name="handle">From <see cref="ModelJob{TOutput}.Handle"/>. The client's ledger does not record how the job ends.</param>
    /// <param name="options">Settings for the waits. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException">The handle has no valid ids, or belongs to another service.</exception>
    public virtual ModelJob<JsonElement> Attach(ModelJobHandle handle, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        Parts.Access.Settings.Service.CheckModelId(handle.ModelId);
        return Parts.Jobs.Attach(handle, options, ReadAnything);
    }

    /// <summary>Resumes a job from a ledger and records its end. Makes no request; nor does a wait if the ledger has the result.</summary>
    /// <param name="job">The job. To resume a job by its ledger entry, use <c>Attach</c> in the SchemaSdk.Durable package.</param>
    /// <param name="options">Settings for the waits. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException">The job was not submitted.</exception>
    /// <exception cref="ModelLedgerException">The job has no usable request id, or its recorded result cannot be read.</exception>
    public virtual ModelJob<JsonElement> Attach(LedgerJob job, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Parts.Jobs.Attach(job, options, ReadAnything);
    }

    /// <summary>
    /// Finds the request id in a callback; null if the callback has no valid id. Makes no request. Anyone can send a callback, so treat
    /// the id only as a hint to check that job.
    /// </summary>
    public virtual string? CallbackIdIn(ReadOnlyMemory<byte> body) => Parts.Access.Settings.Service.CallbackIdIn(body);

    /// <summary>
    /// Checks whether a job belongs to the expected model. The method reads the status of the job, and its result if necessary. Use this
    /// method if you know only the request id. fal distinguishes only apps (the first two parts of a model id). Replicate
    /// distinguishes models and deployments, but not versions.
    /// </summary>
    /// <param name="modelId">The id of the expected model.</param>
    /// <param name="requestId">The request id of the job.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True if the job belongs to the expected model; false if it belongs to another one, or the service does not say.</returns>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not a valid id.</exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the call, for example because it does not know the id.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelWaitCanceledException">The token was cancelled, or the client was disposed.</exception>
    public virtual async Task<bool> IsJobOfAsync(string modelId, string requestId, CancellationToken cancellationToken = default)
    {
        Parts.Access.Settings.Service.CheckModelId(modelId);
        ArgumentNullException.ThrowIfNull(requestId);
        var account = Parts.Jobs.AccountOf(modelId, key: null, customer: null);
        return (await Parts.Jobs.ModelOfAsync(modelId, requestId, account, cancellationToken).ConfigureAwait(false)).IsExpected == true;
    }

    /// <summary>Estimates a run's cost, which <see cref="RunOptions.MaxPriceUsd"/> and <c>BudgetUsd</c> limit. Submits nothing.</summary>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The input of the model, as JSON. It is not checked.</param>
    /// <param name="cancellationToken">Cancels the read of the price.</param>
    /// <exception cref="ArgumentException">The id is not valid, or the input is undefined or has an unpaired surrogate.</exception>
    /// <inheritdoc cref="GetModelAsync" path="/exception[not(contains(@cref, 'Argument') or contains(@cref, 'NotSupported'))]" />
    public virtual async Task<ModelCostEstimate> EstimateAsync(
        string modelId, JsonElement input, CancellationToken cancellationToken = default)
    {
        Parts.Access.Settings.Service.CheckModelId(modelId);
        var written = Written(modelId, input);
        return await Parts.Prices.EstimateAsync(modelId, FindModel(modelId), written.Text, isOfWorker: false, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Reads a model's entry in the service's catalogue, with the model's price and current schema.</summary>
    /// <param name="modelId">The id at the service. The model need not have been compiled into the client.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> is not a valid id.</exception>
    /// <exception cref="NotSupportedException">The client cannot read the catalogue of its service.</exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the read, or does not know the model.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual async Task<ModelCatalogEntry> GetModelAsync(string modelId, CancellationToken cancellationToken = default)
    {
        Parts.Access.Settings.Service.CheckModelId(modelId);
        return await Parts.Catalog.GetAsync(modelId, isForPrice: false, isOfWorker: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Lists the service's catalogue, reading 100 entries at a time as the enumeration proceeds. Each entry is returned once, in the
    /// service's order. A property that cannot be read is null or empty.
    /// </summary>
    /// <param name="search">The text to search for; null or empty to list every model.</param>
    /// <param name="cancellationToken">Ends the enumeration and the request in flight.</param>
    /// <exception cref="ModelException">The catalogue repeats itself, ends early, or does not end within 100,000 entries.</exception>
    /// <inheritdoc cref="GetModelAsync" path="/exception[not(contains(@cref, 'Argument'))]" />
    public virtual IAsyncEnumerable<ModelCatalogEntry> ListModelsAsync(
        string? search = null, CancellationToken cancellationToken = default) => Parts.Catalog.ListAsync(search, cancellationToken);

    /// <summary>
    /// Downloads a file into a stream. Does not send the token. If the connection breaks, the download resumes where it stopped, for as
    /// long as <see cref="ModelRetryOptions.ReadBudget"/> allows. If the server does not identify the version of the file, the download
    /// starts over; this requires a stream that can seek.
    /// </summary>
    /// <param name="file">
    /// A file from an output: an https address on one of <see cref="ModelDownloadOptions.AllowedHosts"/> or on the host of the base
    /// address, or a <c>data:</c> URI.
    /// </param>
    /// <param name="destination">
    /// The stream to write to, from its current position. It stays open, and can contain a part of the file if the method throws.
    /// </param>
    /// <param name="progress">Receives the number of downloaded bytes. The number decreases if the download starts over.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <exception cref="ModelDownloadException">Downloading the file is not allowed, or the download did not complete.</exception>
    public virtual Task DownloadAsync(
        ModelFile file, Stream destination, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        return Parts.Downloads.ToStreamAsync(file, destination, progress, cancellationToken);
    }

    /// <summary>
    /// Downloads a file into a folder, and returns the file's path. Creates the folder if it does not exist. The file gets a safe form
    /// of the name in its address. The method never overwrites a file or leaves an incomplete one. If the connection breaks, the download
    /// resumes where it stopped, or starts over, for as long as <see cref="ModelRetryOptions.ReadBudget"/> allows.
    /// </summary>
    /// <inheritdoc cref="DownloadAsync(ModelFile, Stream, IProgress{long}, CancellationToken)" path="/param|/exception" />
    public virtual Task<string> DownloadAsync(
        ModelFile file, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Parts.Downloads.ToFolderAsync(file, folder, progress, cancellationToken);
    }

    /// <summary>
    /// Exports what the client has learned about how long each model's jobs take. If a later client gets the export as
    /// <see cref="ModelPollingOptions.Profile"/>, it polls from the start as sparingly as this client does now.
    /// </summary>
    /// <returns>
    /// JSON with at most 1,000 models and 20 durations for each, about 250 bytes per model. The format may change between versions of this
    /// package, so other programs should not read it.
    /// </returns>
    public string ExportPollingProfile() => Parts.Shared.Durations.Export();

    internal ModelInfo? InfoOf(string modelId) => FindModel(modelId);

    /// <exception cref="ArgumentException">The model id is empty, or the input is undefined or has an unpaired surrogate.</exception>
    internal static WrittenInput Written(
        string modelId, JsonElement input, string? key = null, Action<Utf8JsonWriter, JsonElement>? write = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (input.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException("The input is an undefined JsonElement. Pass parsed JSON, such as {}.", nameof(input));
        }

        try
        {
            return WrittenInput.Of(input, write ?? (static (writer, value) => value.WriteTo(writer)));
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            throw new SubmitErrors(modelId).HalfCharacter(nameof(input), key, exception);
        }
    }

    private static JsonElement ReadAnything(ReadOnlyMemory<byte> output) => RawJson.Parse(output.Span);

    private ValueTask<ServiceJob<JsonElement>> StartAsync(
        string modelId, JsonElement input, RunOptions? options, CancellationToken cancellationToken) => Parts.Jobs.SubmitAsync(
        modelId, FindModel(modelId), Written(modelId, input, options?.Key), options, ReadAnything, cancellationToken);
}
