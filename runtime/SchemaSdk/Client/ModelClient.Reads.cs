using SchemaSdk.Catalog;

namespace SchemaSdk;

/// <content>The catalogue, and the files of results.</content>
public abstract partial class ModelClient
{
    /// <summary>Reads a model's entry in the service's catalogue, with the model's price and current schema.</summary>
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
    /// <exception cref="ModelException">The catalogue repeats itself, or does not end within 100,000 entries.</exception>
    /// <inheritdoc cref="GetModelAsync" path="/exception[not(contains(@cref, 'Argument'))]" />
    public virtual IAsyncEnumerable<ModelCatalogEntry> ListModelsAsync(
        string? search = null, CancellationToken cancellationToken = default) =>
        Parts.Catalog.ListAsync(search, cancellationToken);

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
    /// Downloads a file into a folder, which is created if it does not exist, and returns the path of the file. The file gets a safe form
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
    /// Exports what the client has learned about how long each model's jobs take. If a later client gets this text as
    /// <see cref="ModelPollingOptions.Profile"/>, it polls as sparingly as this client from the start.
    /// </summary>
    /// <returns>
    /// JSON with at most 1,000 models and 20 durations for each, about 250 bytes per model. The format may change between versions of this
    /// package, so other programs should not read it.
    /// </returns>
    public string ExportPollingProfile() => Parts.Shared.Durations.Export();
}
