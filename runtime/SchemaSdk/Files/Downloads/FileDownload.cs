namespace SchemaSdk.Files.Downloads;

/// <summary>Downloads files within the limits of the client.</summary>
internal sealed class FileDownload(HttpClient http, ClientSettings settings, ClientStop client)
{
    private const string DataName = "The data: URI";

    private readonly DownloadRequests _requests = new(http, settings);

    /// <summary>Creates the temporary file of a download, at a given path.</summary>
    internal Func<string, Stream> Create { get; init; } = PartialFile.Create;

    internal bool MayFetch(Uri address) => _requests.ProblemOf(address) is null;

    internal Task ToStreamAsync(ModelFile file, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken) =>
        RunAsync(file, () => destination, part: null, progress, cancellationToken);

    internal Task<string> ToFolderAsync(ModelFile file, string folder, IProgress<long>? progress, CancellationToken cancellationToken) =>
        RunAsync(file, open: null, new PartialFile(folder, Create), progress, cancellationToken);

    /// <summary>Downloads a file under a fixed name, replacing an earlier download of the same file.</summary>
    internal Task<string> ToPlaceAsync(ModelFile file, string folder, string ownName, CancellationToken cancellationToken) =>
        RunAsync(file, open: null, new PartialFile(folder, Create, ownName), progress: null, cancellationToken);

    internal static ModelDownloadException TooLarge(string name, ClientSettings limits) =>
        new($"{name} is larger than {limits.MaxDownloadBytes} bytes, so it was not downloaded. Downloads.MaxBytes sets the limit.");

    private async Task<string> RunAsync(
        ModelFile file, Func<Stream>? open, PartialFile? part, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var deleted = part;
        var name = DataUri.Is(file.Url) ? DataName : file.TryGetUri(out var address) ? DownloadRequests.NameOf(address) : "The file";
        var target = new DownloadTarget(name, open ?? part!.Open);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var saved = DataUri.Is(file.Url)
                ? await SaveAsync(DataUri.Parse(file.Url), target, progress, cancellationToken).ConfigureAwait(false)
                : await new DownloadRun(_requests, settings, client, _requests.AddressOf(file, name), target, progress)
                    .RunAsync(cancellationToken).ConfigureAwait(false);
            return part is null ? "" : await target.GuardAsync(() => part.FinishAsync(saved)).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"{name} was not downloaded: the call was cancelled.", exception, cancellationToken);
        }
        catch (Exception exception) when (client.IsDisposed && exception is not ModelDownloadException)
        {
            // A disposed HttpClient throws many different exceptions.
            throw new ModelDownloadException($"{name} could not be downloaded: the client was disposed.", exception) { IsLocal = true };
        }
    }

    private async Task<string> SaveAsync(DataUri data, DownloadTarget target, IProgress<long>? progress, CancellationToken stop)
    {
        await target.OpenAsync().ConfigureAwait(false);
        DeclaredMedia.Of("The data: URI could not be saved", data.MediaType, data.Name, advice: "")?.Allows(data.Content, isWhole: true);
        if (data.Content.Length > settings.MaxDownloadBytes)
        {
            throw TooLarge(DataName, settings);
        }

        await target.WriteAsync(data.Content, stop).ConfigureAwait(false);
        progress?.Report(target.Written);
        return data.Name;
    }
}
