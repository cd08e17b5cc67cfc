using SchemaSdk.Errors;
using SchemaSdk.Http;
using SchemaSdk.Jobs;

namespace SchemaSdk.Downloads;

/// <summary>Fetches files, without the token, from the allowed hosts only, and no more of them than allowed.</summary>
internal sealed class FileDownload(HttpClient http, ClientContext context)
{
    private const int MaxRedirects = 5;
    private const int BufferBytes = 80 << 10;

    // Without the query: it may hold a signature that gives access.
    private const UriComponents Shown = UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path;

    private readonly DownloadHosts _hosts = new(context.Settings);

    internal Task ToStreamAsync(ModelFile file, Stream destination, IProgress<long>? progress, CancellationToken cancellationToken) =>
        GuardAsync(file, cancellationToken, async idle =>
        {
            using var response = await OpenAsync(AddressOf(file), idle).ConfigureAwait(false);
            await CopyAsync(response, destination, progress, idle).ConfigureAwait(false);
            return "";
        });

    /// <returns>The path written.</returns>
    internal Task<string> ToFolderAsync(ModelFile file, string folder, IProgress<long>? progress, CancellationToken cancellationToken) =>
        GuardAsync(file, cancellationToken, async idle =>
        {
            var address = AddressOf(file);
            using var response = await OpenAsync(address, idle).ConfigureAwait(false);
            idle.Stop();
            Directory.CreateDirectory(folder);
            using var part = new PartialFile(folder);
            await CopyAsync(response, part.Content, progress, idle).ConfigureAwait(false);
            return await part.FinishAsync(SafeFileName.From(address)).ConfigureAwait(false);
        });

    private async Task<string> GuardAsync(ModelFile file, CancellationToken cancellationToken, Func<IdleLimit, Task<string>> download)
    {
        using var idle = new IdleLimit(context, cancellationToken);
        try
        {
            idle.Token.ThrowIfCancellationRequested();
            return await download(idle).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"The download of {NameOf(file)} was cancelled.", exception, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException or OperationCanceledException
            or UnauthorizedAccessException)
        {
            var why = context.Disposed.IsCancellationRequested ? "the client was disposed"
                : exception is OperationCanceledException ? $"nothing came for {ErrorText.Seconds(context.Settings.ReadTimeout)}"
                : ErrorText.Cut(exception.Message).TrimEnd('.');
            throw new ModelDownloadException(
                $"{NameOf(file)} could not be downloaded: {why}. Try again while the address is still valid.", exception);
        }
    }

    private Uri AddressOf(ModelFile file) =>
        file.TryGetUri(out var address) ? Checked(address) : throw new ModelDownloadException($"{NameOf(file)} is no absolute address.");

    private Uri Checked(Uri address) => _hosts.ProblemOf(address) is { } problem
        ? throw new ModelDownloadException($"{NameOf(address)} {problem}, so it was not downloaded.")
        : address;

    private Uri Checked(Uri file, Uri target) => target == file || _hosts.ProblemOf(target) is not { } problem
        ? target
        : throw new ModelDownloadException(
            $"{NameOf(file)} redirects to {NameOf(target)}; that {problem}, so it was not downloaded.");

    private async Task<HttpResponseMessage> OpenAsync(Uri file, IdleLimit idle)
    {
        var address = file;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            // No Authorization: the token is for the service alone.
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            UserAgent.AddTo(request, http);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, idle.Start()).ConfigureAwait(false);
            try
            {
                // The caller's HttpClient may have followed a redirect by itself.
                Checked(file, response.RequestMessage?.RequestUri ?? address);
                var target = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
                if (target is null)
                {
                    return response.IsSuccessStatusCode
                        ? response
                        : throw new ModelDownloadException(
                            $"{NameOf(address)} could not be downloaded: HTTP {(int)response.StatusCode}. Addresses of results expire.")
                        {
                            ResponseHeaders = AnswerHeaders.Copy(response, token: null),
                        };
                }

                address = Checked(file, new Uri(address, target));
            }
            catch
            {
                // Goes on as it is, whatever it is; only the response would be left to nobody.
                response.Dispose();
                throw;
            }

            response.Dispose();
        }

        throw new ModelDownloadException($"{NameOf(file)} could not be downloaded: more than {MaxRedirects} redirects.");
    }

    private async Task CopyAsync(HttpResponseMessage response, Stream destination, IProgress<long>? progress, IdleLimit idle)
    {
        var most = context.Settings.MaxDownloadBytes;
        if (ContentDecoding.LengthOf(response.Content) > most)
        {
            throw TooLarge(response, most);
        }

        var buffer = new byte[BufferBytes];
        var source = await ContentDecoding.OpenAsync(response.Content, idle.Start()).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            for (var total = 0L; await source.ReadAsync(buffer, idle.Start()).ConfigureAwait(false) is var count and > 0;)
            {
                total += count;
                if (total > most)
                {
                    throw TooLarge(response, most);
                }

                await destination.WriteAsync(buffer.AsMemory(0, count), idle.Stop()).ConfigureAwait(false);
                progress?.Report(total);
            }
        }
    }

    private static ModelDownloadException TooLarge(HttpResponseMessage response, long most) =>
        new($"{(response.RequestMessage?.RequestUri is { } address ? NameOf(address) : "The file")} is larger than {most} bytes, "
            + "so it was not downloaded. Downloads.MaxBytes sets the limit.");

    private static string NameOf(Uri address) => address.Scheme is "http" or "https"
        ? ErrorText.Cut(address.GetComponents(Shown, UriFormat.UriEscaped))
        : $"The {address.Scheme} address";

    private static string NameOf(ModelFile file) => file.TryGetUri(out var address) ? NameOf(address) : "The file";
}
