using System.Text.Json;
using SchemaSdk.Catalog;
using SchemaSdk.Client;
using SchemaSdk.Jobs;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk;

/// <summary>The base class of every generated client. It is thread-safe, and one for each process is enough.</summary>
public abstract partial class ModelClient : IDisposable, IAsyncDisposable
{
    private readonly ClientConnections _connections;

    internal ClientParts Parts { get; }

    /// <summary>
    /// True if the client has a token, or a <see cref="ModelClientOptions.TokenProvider"/>, which is called for each request. Without
    /// either, every request throws <see cref="ModelConfigurationException"/>, and a host with this client does not start.
    /// </summary>
    public virtual bool HasToken => Parts.Line.Settings is { Token: not null } or { TokenProvider: not null };

    /// <summary>
    /// Finds a model that was compiled into the client. Only the untyped calls use it, because it keeps trimming from removing any model.
    /// </summary>
    /// <param name="modelId">The id at the service.</param>
    /// <returns>Null for a model that the client does not know; its inputs are then not checked.</returns>
    protected abstract ModelInfo? FindModel(string modelId);

    /// <summary>Runs a model whose id is known only at run time, and waits for its result. Inputs of known models are checked.</summary>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The body of the request. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings of this run; null: those of the client.</param>
    /// <param name="cancellationToken">Ends the wait. <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="modelId"/> is not an id, or <paramref name="input"/> is undefined or contains half of a surrogate pair.
    /// </exception>
    /// <exception cref="ModelException">One of the exceptions of <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/>.</exception>
    public virtual async Task<ModelResult<JsonElement>> RunAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var starting = StartAsync(modelId, input, options, cancellationToken);
        return await ServiceJob<JsonElement>.RunAsync(starting, options?.Progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits an input to a model whose id is known only at run time.</summary>
    /// <param name="modelId">The id at the service.</param>
    /// <param name="input">The body of the request. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings of this job, also for its waits; null: those of the client.</param>
    /// <param name="cancellationToken">If it is cancelled before the service accepts the input, nothing runs.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="modelId"/> is not an id, or <paramref name="input"/> is undefined or contains half of a surrogate pair.
    /// </exception>
    /// <exception cref="ModelException">One of the exceptions of <see cref="ModelEndpoint{TInput, TOutput}.SubmitAsync"/>.</exception>
    public virtual async Task<ModelJob<JsonElement>> SubmitAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var job = await StartAsync(modelId, input, options, cancellationToken).ConfigureAwait(false);
        return await job.UnlessStoppedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Attaches to a job by its request id, which may come from another process or an earlier day. Makes no request.</summary>
    /// <param name="modelId">The model that runs.</param>
    /// <param name="requestId">The id that the submit returned.</param>
    /// <param name="options">Settings of the waits for it. <see cref="RunOptions.JobTimeout"/> starts with the first wait.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not an id.</exception>
    public virtual ModelJob<JsonElement> Attach(string modelId, string requestId, RunOptions? options = null)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        return Parts.Jobs.Attach(modelId, requestId, options, ReadAnything);
    }

    /// <summary>
    /// Downloads a file into a stream. The token is not sent. If the connection breaks, the download continues where it stopped, for as
    /// long as <see cref="ModelRetryOptions.ReadBudget"/> allows. If the server does not identify versions of the file, it starts again,
    /// which needs a stream that can seek.
    /// </summary>
    /// <param name="file">
    /// A file from an output: https, from one of <see cref="ModelDownloadOptions.AllowedHosts"/> or the base address; or a <c>data:</c>
    /// URI.
    /// </param>
    /// <param name="destination">
    /// The file is written from the stream's position. The stream stays open, and may have a part of the file if the method throws.
    /// </param>
    /// <param name="progress">Gets the number of bytes so far, which decreases if the download has to start again.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="ModelDownloadException">The file may not be downloaded, or the download did not complete.</exception>
    public virtual Task DownloadAsync(
        ModelFile file, Stream destination, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        return Parts.Downloads.ToStreamAsync(file, destination, progress, cancellationToken);
    }

    /// <summary>
    /// Downloads a file into a folder, with a safe form of the name in its address. No file is overwritten or left incomplete. If the
    /// connection breaks, the download continues where it stopped, or starts again, for as long as
    /// <see cref="ModelRetryOptions.ReadBudget"/> allows.
    /// </summary>
    /// <param name="file">
    /// A file from an output: https, from one of <see cref="ModelDownloadOptions.AllowedHosts"/> or the base address; or a <c>data:</c>
    /// URI.
    /// </param>
    /// <param name="folder">The folder, which is created if it does not exist.</param>
    /// <param name="progress">Gets the number of bytes so far, which decreases if the download has to start again.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="ModelDownloadException">The file may not be downloaded, or the download did not complete.</exception>
    public virtual Task<string> DownloadAsync(
        ModelFile file, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Parts.Downloads.ToFolderAsync(file, folder, progress, cancellationToken);
    }

    /// <summary>Reads the service's catalogue entry of a model: its price and its current schema.</summary>
    /// <param name="modelId">The id at the service. The client need not have been generated with it.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> is not an id.</exception>
    /// <exception cref="ModelConfigurationException">There is no usable token.</exception>
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
    /// Reads the service's catalogue, 100 entries at a time as the enumeration continues. Every entry is returned once, in the service's
    /// order; what cannot be read of an entry is null.
    /// </summary>
    /// <param name="search">The text that the service searches for; null or empty: every model.</param>
    /// <param name="cancellationToken">Ends the enumeration and the request in flight.</param>
    /// <exception cref="ModelConfigurationException">There is no usable token.</exception>
    /// <exception cref="ModelApiException">The service refused the read.</exception>
    /// <exception cref="ModelUnavailableException">No usable answer came within <see cref="ModelRetryOptions.ReadBudget"/>.</exception>
    /// <exception cref="ModelException">The catalogue repeats itself, or does not end within 100,000 entries.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public virtual IAsyncEnumerable<ModelCatalogEntry> ListModelsAsync(
        string? search = null, CancellationToken cancellationToken = default) =>
        Parts.Catalog.ListAsync(search, cancellationToken);

    /// <summary>
    /// Returns what the client has learned about how long the jobs of each model take. With it as
    /// <see cref="ModelPollingOptions.Profile"/>, a later client polls as sparingly as this one.
    /// </summary>
    /// <returns>
    /// JSON of at most a thousand models and 20 durations of each, about 250 bytes for a model. The format may change with the version
    /// of this package, so no other program should read it.
    /// </returns>
    public string ExportPollingProfile() => Parts.Durations.Export();

    /// <summary>
    /// Ends every wait with <see cref="ModelWaitCanceledException"/>; jobs continue at the service. A submit in flight has five more
    /// seconds to get its answer with the request id; without one it ends with <see cref="ModelSubmissionUnknownException"/>.
    /// </summary>
    /// <remarks>
    /// It returns at once and does not wait for those five seconds: a process that exits within them loses ids. <see cref="DisposeAsync"/>
    /// waits. Handlers of the application whose request ends, and code that continues after a call, run on other threads. An exception of
    /// a callback there is logged.
    /// </remarks>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Stops new calls and ends every wait with <see cref="ModelWaitCanceledException"/>; jobs continue at the service. It returns when
    /// every submit in flight has its answer, or after five seconds, so callers get their request ids, and the log has them.
    /// </summary>
    /// <remarks>
    /// A submit without an answer by then ends with <see cref="ModelSubmissionUnknownException"/>. A ledger has five more seconds to record
    /// an id. If a handler or token provider of the application blocks its thread, this method waits for it.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        // A derived class may dispose of something that the submits in flight need.
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

        // Before the connections close, so waits can tell a disposed client from a broken connection.
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
