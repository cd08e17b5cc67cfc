using System.Text.Json;
using SchemaSdk.Catalog;
using SchemaSdk.Client;
using SchemaSdk.Jobs;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;

namespace SchemaSdk;

/// <summary>Base of every generated client. It is safe for use by many threads, and one for each process is enough.</summary>
public abstract partial class ModelClient : IDisposable, IAsyncDisposable
{
    private readonly ClientConnections _connections;

    internal ClientParts Parts { get; }

    /// <summary>
    /// True if the client has a token, or <see cref="ModelClientOptions.TokenProvider"/> that is asked for one at each request. Without
    /// either, every request is a <see cref="ModelConfigurationException"/>, and a host does not start with it.
    /// </summary>
    public virtual bool HasToken => Parts.Line.Settings is { Token: not null } or { TokenProvider: not null };

    /// <summary>
    /// Finds a model that was compiled into the client. The untyped calls ask it, and nothing else: it holds all models against
    /// trimming.
    /// </summary>
    /// <param name="modelId">The id at the service.</param>
    /// <returns>Null for a model that the client does not know; its inputs are then not checked.</returns>
    protected abstract ModelInfo? FindModel(string modelId);

    /// <summary>Runs a model that is known only at run time, and waits for its result. Known models have their input checked.</summary>
    /// <param name="modelId">The id at the service, such as <c>kling/kling-3.0/pro/text-to-video</c>.</param>
    /// <param name="input">The body of the request. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings of this run; null: those of the client.</param>
    /// <param name="cancellationToken">Stops the waiting; <see cref="RunOptions.OnCancel"/> says whether the job is cancelled too.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="modelId"/> is not an id, or <paramref name="input"/> is undefined, or has half of a surrogate pair in it.
    /// </exception>
    /// <exception cref="ModelException">One of its kinds, as with <see cref="ModelEndpoint{TInput, TOutput}.RunAsync"/>.</exception>
    public virtual async Task<ModelResult<JsonElement>> RunAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var starting = StartAsync(modelId, input, options, cancellationToken);
        return await ServiceJob<JsonElement>.RunAsync(starting, options?.Progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Submits an input to a model that is known only at run time.</summary>
    /// <param name="modelId">The id at the service.</param>
    /// <param name="input">The body of the request. It is read before the method returns, and sent at most once.</param>
    /// <param name="options">Settings of this job, which it keeps; null: those of the client.</param>
    /// <param name="cancellationToken">Cancelled before the service accepted the input, nothing runs.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="modelId"/> is not an id, or <paramref name="input"/> is undefined, or has half of a surrogate pair in it.
    /// </exception>
    /// <exception cref="ModelException">One of its kinds, as with <see cref="ModelEndpoint{TInput, TOutput}.SubmitAsync"/>.</exception>
    public virtual async Task<ModelJob<JsonElement>> SubmitAsync(
        string modelId, JsonElement input, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        var job = await StartAsync(modelId, input, options, cancellationToken).ConfigureAwait(false);
        return await job.UnlessStoppedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes up a job by its id, also one of another process or another day. Makes no request.</summary>
    /// <param name="modelId">The model that runs.</param>
    /// <param name="requestId">The id that the submit gave.</param>
    /// <param name="options">Settings of the waits for it; its time starts with the first.</param>
    /// <exception cref="ArgumentException"><paramref name="modelId"/> or <paramref name="requestId"/> is not an id.</exception>
    public virtual ModelJob<JsonElement> Attach(string modelId, string requestId, RunOptions? options = null)
    {
        Parts.Line.Settings.Service.CheckModelId(modelId);
        return Parts.Jobs.Attach(modelId, requestId, options, ReadAnything);
    }

    /// <summary>
    /// Downloads a file into a stream. The token is not sent. After a break, within <see cref="ModelRetryOptions.ReadBudget"/>, only the
    /// rest is asked for, where the server tells one version of the file from another; else all of it again, where the stream can go back.
    /// </summary>
    /// <param name="file">
    /// A file from an output: https, from one of <see cref="ModelDownloadOptions.AllowedHosts"/> or the base address; or a <c>data:</c>
    /// URI.
    /// </param>
    /// <param name="destination">
    /// Where it is written, from where it stands. It is left open, and has a part of the file when the method throws.
    /// </param>
    /// <param name="progress">Told of the bytes so far, fewer than before where the download had to begin again.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="ModelDownloadException">The file may not, or could not, be downloaded whole.</exception>
    public virtual Task DownloadAsync(
        ModelFile file, Stream destination, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(destination);
        return Parts.Downloads.ToStreamAsync(file, destination, progress, cancellationToken);
    }

    /// <summary>
    /// Downloads a file into a folder, under the name in its address made safe. No file is ever overwritten or left half written. After a
    /// break, within <see cref="ModelRetryOptions.ReadBudget"/>, it goes on where it broke off, or begins again.
    /// </summary>
    /// <param name="file">
    /// A file from an output: https, from one of <see cref="ModelDownloadOptions.AllowedHosts"/> or the base address; or a <c>data:</c>
    /// URI.
    /// </param>
    /// <param name="folder">Made where it does not exist.</param>
    /// <param name="progress">Told of the bytes so far, fewer than before where the download had to begin again.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <returns>The path written.</returns>
    /// <exception cref="ModelDownloadException">The file may not, or could not, be downloaded whole.</exception>
    public virtual Task<string> DownloadAsync(
        ModelFile file, string folder, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Parts.Downloads.ToFolderAsync(file, folder, progress, cancellationToken);
    }

    /// <summary>Reads what the service's catalogue says of a model: its price, and its schema as it is now.</summary>
    /// <param name="modelId">The id at the service; none that the client was made with is needed.</param>
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
    /// Reads the service's catalogue, 100 entries at a time as the enumeration goes on. Every entry is given once, in the service's order;
    /// what cannot be read of one is null in it.
    /// </summary>
    /// <param name="search">What the service is to look for; null or empty: every model.</param>
    /// <param name="cancellationToken">Ends the enumeration, and the request that is in flight.</param>
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
    /// Writes down what was learned of how long the jobs of each model take, for <see cref="ModelPollingOptions.Profile"/> of a later
    /// client, which then polls them as sparingly as this one.
    /// </summary>
    /// <returns>
    /// JSON of at most a thousand models and 20 durations of each, about 250 bytes for a model. What it holds may change with the version
    /// of this package: no other program should read it.
    /// </returns>
    public string ExportPollingProfile() => Parts.Durations.Export();

    /// <summary>
    /// Ends every wait with <see cref="ModelWaitCanceledException"/>; jobs at the service go on. A submit in flight has five seconds more
    /// for its answer, which gives the request id; without one it ends with <see cref="ModelSubmissionUnknownException"/>.
    /// </summary>
    /// <remarks>
    /// It returns at once, and does not wait for those five seconds: a process that ends in them loses ids. <see cref="DisposeAsync"/>
    /// waits. What handlers of the application do when their request ends, and what follows a call, runs on other threads. A callback that
    /// throws there is logged.
    /// </remarks>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Lets no call begin any more, and ends every wait with <see cref="ModelWaitCanceledException"/>; jobs at the service go on. It
    /// returns once every submit in flight has its answer, or after five seconds, so that their request ids are known to whoever submitted,
    /// and in the log.
    /// </summary>
    /// <remarks>
    /// A submit without an answer by then ends with <see cref="ModelSubmissionUnknownException"/>. A ledger has five seconds more to record
    /// an id. A handler or token provider of the application that blocks its thread is waited for.
    /// </remarks>
    public async ValueTask DisposeAsync()
    {
        // What a derived class disposes of may be what the submits in flight are sent with.
        Parts.End();
        await Parts.SubmitsEnded.ConfigureAwait(false);
        Dispose();
    }

    /// <summary>Releases what the client holds. A derived class that overrides it calls it.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        // Waits hear of it first, so that they can tell a disposed client from a broken connection.
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
