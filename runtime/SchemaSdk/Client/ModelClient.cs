using System.Text.Json;
using SchemaSdk.Catalog;
using SchemaSdk.Client;
using SchemaSdk.Jobs;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk;

/// <summary>The base class of every generated client. It is thread-safe; one instance per process is enough.</summary>
public abstract partial class ModelClient : IDisposable, IAsyncDisposable
{
    private readonly ClientConnections _connections;

    internal ClientParts Parts { get; }

    /// <summary>
    /// True if the client has a token, a <see cref="ModelClientOptions.TokenProvider"/> or a
    /// <see cref="ModelClientOptions.TokenForCall"/>. Without any of them, every request throws
    /// <see cref="ModelConfigurationException"/>, and a host that registers this client does not start.
    /// </summary>
    public virtual bool HasToken => Parts.Line.Settings is { Token: not null } or { TokenProvider: not null };

    /// <summary>
    /// Finds a model that was compiled into the client. Only the untyped calls use this method, because using it keeps trimming from
    /// removing unused models.
    /// </summary>
    /// <param name="modelId">The id at the service.</param>
    /// <returns>The model; null if the client does not know it, in which case its inputs are not checked.</returns>
    protected abstract ModelInfo? FindModel(string modelId);

    /// <summary>Runs a model whose id is known only at run time, and waits for its result. Inputs of known models are checked.</summary>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The request body. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings for this run; null: those of the client.</param>
    /// <param name="cancellationToken">Ends the wait. <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="modelId"/> is not a valid id, or <paramref name="input"/> is undefined or contains an unpaired surrogate.
    /// </exception>
    /// <exception cref="ModelException">
    /// The run failed for one of the reasons that <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/> lists.
    /// </exception>
    public virtual async Task<ModelResult<JsonElement>> RunAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var starting = StartAsync(modelId, input, options, cancellationToken);
        return await ServiceJob<JsonElement>.RunAsync(starting, options?.Progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits an input to a model whose id is known only at run time.</summary>
    /// <param name="modelId">The id at the service.</param>
    /// <param name="input">The request body. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings for this job and for waits for it; null: those of the client.</param>
    /// <param name="cancellationToken">If the token is cancelled before the service accepts the input, nothing runs.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="modelId"/> is not a valid id, or <paramref name="input"/> is undefined or contains an unpaired surrogate.
    /// </exception>
    /// <exception cref="ModelException">
    /// The submit failed for one of the reasons that <see cref="ModelEndpoint{TInput, TOutput}.SubmitAsync"/> lists.
    /// </exception>
    public virtual async Task<ModelJob<JsonElement>> SubmitAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var job = await StartAsync(modelId, input, options, cancellationToken).ConfigureAwait(false);
        return await job.UnlessStoppedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Attaches to a job by its request id, which may come from another process or an earlier day. Makes no request.</summary>
    /// <param name="modelId">The id of the job's model.</param>
    /// <param name="requestId">The id that the submit returned.</param>
    /// <param name="options">Settings for the waits. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not a valid id.</exception>
    public virtual ModelJob<JsonElement> Attach(string modelId, string requestId, RunOptions? options = null)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        return Parts.Jobs.Attach(new ModelJobHandle { ModelId = modelId, RequestId = requestId }, options, ReadAnything);
    }

    /// <summary>
    /// Attaches to a job by its handle, which may come from another process. Makes no request. The ledger of the client, if it has one,
    /// does not learn how the job ends.
    /// </summary>
    /// <param name="handle">The handle of the job: <see cref="ModelJob{TOutput}.Handle"/>.</param>
    /// <param name="options">Settings for the waits. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException">The handle has no valid ids, or belongs to another service.</exception>
    public virtual ModelJob<JsonElement> Attach(ModelJobHandle handle, RunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(handle);
        Parts.Line.Settings.Service.CheckModelId(handle.ModelId);
        return Parts.Jobs.Attach(handle, options, ReadAnything);
    }

    /// <summary>
    /// Downloads a file into a stream, without sending the token. If the connection breaks, the download resumes where it stopped, for as
    /// long as <see cref="ModelRetryOptions.ReadBudget"/> allows. If the server does not identify the version of the file, the download
    /// starts over, which requires a stream that can seek.
    /// </summary>
    /// <param name="file">
    /// A file from an output: an https address on one of <see cref="ModelDownloadOptions.AllowedHosts"/> or on the host of the base
    /// address, or a <c>data:</c> URI.
    /// </param>
    /// <param name="destination">
    /// Receives the file, starting at its current position. It stays open, and may contain a part of the file if the method throws.
    /// </param>
    /// <param name="progress">Receives the number of bytes downloaded so far, which decreases if the download starts over.</param>
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
    /// Downloads a file into a folder, under a safe form of the file name in its address. The method never overwrites a file or leaves an
    /// incomplete one. If the connection breaks, the download resumes where it stopped, or starts over, for as long as
    /// <see cref="ModelRetryOptions.ReadBudget"/> allows.
    /// </summary>
    /// <param name="file">
    /// A file from an output: an https address on one of <see cref="ModelDownloadOptions.AllowedHosts"/> or on the host of the base
    /// address, or a <c>data:</c> URI.
    /// </param>
    /// <param name="folder">The folder, which is created if it does not exist.</param>
    /// <param name="progress">Receives the number of bytes downloaded so far, which decreases if the download starts over.</param>
    /// <param name="cancellationToken">Cancels the download.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="ModelDownloadException">Downloading the file is not allowed, or the download did not complete.</exception>
    public virtual Task<string> DownloadAsync(
        ModelFile file, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Parts.Downloads.ToFolderAsync(file, folder, progress, cancellationToken);
    }

    /// <summary>Reads the service's catalogue entry of a model: its price and its current schema.</summary>
    /// <param name="modelId">The id at the service. The client need not have been generated with it.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> is not a valid id.</exception>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the read, or does not know the model.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual async Task<ModelCatalogEntry> GetModelAsync(string modelId, CancellationToken cancellationToken = default)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        return await Parts.Catalog.GetAsync(modelId, new CatalogErrors(modelId), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Lists the service's catalogue, reading 100 entries at a time as the enumeration proceeds. Each entry is returned once, in the
    /// service's order. Properties of an entry that cannot be read are null or empty.
    /// </summary>
    /// <param name="search">The text to search for; null or empty: every model.</param>
    /// <param name="cancellationToken">Ends the enumeration and the request in flight.</param>
    /// <exception cref="ModelConfigurationException">The client has no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the read.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelException">The catalogue repeats itself, or does not end within 100,000 entries.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual IAsyncEnumerable<ModelCatalogEntry> ListModelsAsync(
        string? search = null, CancellationToken cancellationToken = default) =>
        Parts.Catalog.ListAsync(search, cancellationToken);

    /// <summary>
    /// Exports what the client has learned about how long each model's jobs take. If a later client gets this text as
    /// <see cref="ModelPollingOptions.Profile"/>, it polls as sparingly as this client from the start.
    /// </summary>
    /// <returns>
    /// JSON with at most 1,000 models and 20 durations for each, about 250 bytes per model. The format may change between versions of this
    /// package, so other programs should not read it.
    /// </returns>
    public string ExportPollingProfile() => Parts.Durations.Export();

    /// <summary>
    /// Ends every wait with <see cref="ModelWaitCanceledException"/>; jobs continue at the service. A submit in flight gets five more
    /// seconds to receive its request id, and otherwise throws <see cref="ModelSubmissionUnknownException"/>.
    /// </summary>
    /// <remarks>
    /// This method returns immediately: a process that exits within those five seconds loses request ids. <see cref="DisposeAsync"/> waits
    /// for them. The application's HTTP handlers, and code that awaits a call, continue on other threads. If a callback on such a thread
    /// throws, the exception is logged.
    /// </remarks>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Stops new calls and ends every wait with <see cref="ModelWaitCanceledException"/>; jobs continue at the service. Completes once
    /// every submit in flight has its answer, or after five seconds, so that callers and the log get the request ids.
    /// </summary>
    /// <remarks>
    /// A submit that has no answer by then throws <see cref="ModelSubmissionUnknownException"/>. A ledger gets five more seconds to record
    /// a request id. If one of the application's HTTP handlers or its token provider blocks its thread, this method waits for it.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        // A derived class may dispose resources that submits in flight need, so it must wait until those submits have ended.
        Parts.End();
        await Parts.SubmitsEnded.ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Releases the resources of the client. An override must call this method.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        // Called before the connections close, so that waits can distinguish a disposed client from a broken connection.
        Parts.End();
        _connections.DisposeAfter(Parts.SubmitsEnded);
    }

    private static JsonElement ReadAnything(ReadOnlyMemory<byte> output)
    {
        var reader = new Utf8JsonReader(output.Span, ServiceBody.AnyDepth);
        return JsonElement.ParseValue(ref reader);
    }

    private ValueTask<ServiceJob<JsonElement>> StartAsync(
        string modelId, JsonElement input, RunOptions? options, CancellationToken cancellationToken) =>
        Parts.Jobs.SubmitAsync(
            modelId,
            FindModel(modelId),
            Written(modelId, input, options?.Key, static (writer, value) => value.WriteTo(writer)),
            options,
            ReadAnything,
            cancellationToken);
}
