using System.Globalization;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Line;

namespace SchemaSdk.Files.Downloads;

/// <summary>Downloads files within the limits of the client.</summary>
internal sealed class FileDownload(HttpClient http, ClientSettings settings, ClientStop client)
{
    private readonly DownloadRequests _requests = new(http, settings);

    /// <summary>Creates the temporary file of an incomplete download at a path.</summary>
    internal Func<string, Stream> Create { get; init; } = PartialFile.Create;

    internal bool MayFetch(Uri address) => _requests.MayAsk(address);

    internal Task ToStreamAsync(ModelFile file, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken) =>
        RunAsync(file, new StreamTarget(destination), progress, cancellationToken);

    internal Task<string> ToFolderAsync(ModelFile file, string folder, IProgress<long>? progress, CancellationToken cancellationToken) =>
        RunAsync(file, new FolderTarget(folder, Create), progress, cancellationToken);

    /// <summary>Downloads a file under a fixed name, replacing an earlier download of the same file.</summary>
    internal Task<string> ToPlaceAsync(ModelFile file, string folder, string name, CancellationToken cancellationToken) =>
        RunAsync(file, new FolderTarget(folder, Create) { OwnName = name }, progress: null, cancellationToken);

    private async Task<string> RunAsync(
        ModelFile file, DownloadTarget target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using (target)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = DataUri.Is(file.Url)
                    ? await SaveAsync(DataUri.Parse(file.Url), target, progress, cancellationToken).ConfigureAwait(false)
                    : await FetchAsync(_requests.AddressOf(file), target, progress, cancellationToken).ConfigureAwait(false);
                return await target.FinishAsync(name).ConfigureAwait(false);
            }
            catch (Exception exception)
                when (exception is OperationCanceledException or DownloadBreakException && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(
                    $"The download of {DownloadText.NameOf(file)} was cancelled.",
                    DownloadBreakException.Shown(exception),
                    cancellationToken);
            }
            catch (DestinationException exception)
            {
                throw new ModelDownloadException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{DownloadText.NameOf(file)} could not be saved: {exception.Message}. {target.Written} bytes had been written."),
                    exception.InnerException)
                {
                    IsLocal = true,
                };
            }
            catch (Exception exception) when (client.IsDisposed && exception is not ModelDownloadException)
            {
                // A disposed HttpClient throws many different exceptions.
                throw new ModelDownloadException(
                    $"{DownloadText.NameOf(file)} could not be downloaded: the client was disposed.",
                    DownloadBreakException.Shown(exception))
                {
                    IsLocal = true,
                };
            }
        }
    }

    private async Task<string> FetchAsync(
        Uri address, DownloadTarget target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var name = SafeFileName.From(address);
        await new DownloadRun(_requests, settings, client, address, name, target, progress)
            .RunAsync(cancellationToken)
            .ConfigureAwait(false);
        return name;
    }

    private async Task<string> SaveAsync(
        DataUri data, DownloadTarget target, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var media = DeclaredMedia.Of("The data: URI could not be saved", data.MediaType, data.Name, advice: "");
        target.Open();
        foreach (var part in data.Read())
        {
            if (target.Written == 0)
            {
                // A part with fewer bytes than the check needs is the whole file.
                media?.Allows(part.Span, isWhole: part.Length < DeclaredMedia.HeadBytes);
            }

            if (target.Written + part.Length > settings.MaxDownloadBytes)
            {
                throw DownloadText.TooLarge("The data: URI", settings.MaxDownloadBytes);
            }

            await target.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            progress?.Report(target.Written);
        }

        return data.Name;
    }
}
