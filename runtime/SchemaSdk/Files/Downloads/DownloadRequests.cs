using System.Globalization;
using System.Net;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Downloads;

/// <summary>Requests files without the token, and only from allowed hosts, even after redirects.</summary>
internal sealed class DownloadRequests(HttpClient http, ClientSettings settings)
{
    private const int MaxRedirects = 5;

    private readonly DownloadHosts _hosts = new(settings);

    /// <exception cref="ModelDownloadException">The file has no address, or one that is not allowed.</exception>
    internal Uri AddressOf(ModelFile file) => !file.TryGetUri(out var address)
        ? throw new ModelDownloadException($"{DownloadText.NameOf(file)} is not an absolute address.")
        : _hosts.ProblemOf(address) is { } problem
            ? throw new ModelDownloadException($"{DownloadText.NameOf(address)} {problem}, so it was not downloaded.")
            : address;

    internal bool MayAsk(Uri address) => _hosts.ProblemOf(address) is null;

    /// <summary>Requests a file, or the rest of it.</summary>
    /// <returns>An answer with status 200 or 203, or 206 or 416 for the rest of a file. Its body is not read yet.</returns>
    /// <exception cref="DownloadBreakException">The server cannot be reached, or refuses the request for now.</exception>
    /// <exception cref="ModelDownloadException">Downloading the file is not allowed, or the server refused it.</exception>
    // version: the version of the part that was received; null if there is none. from: the first byte of the rest.
    internal async Task<HttpResponseMessage> OpenAsync(Uri file, FileVersion? version, long from, IdleLimit idle)
    {
        var address = file;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            // The request has no Authorization header, because the token is only for the service.
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            UserAgent.AddTo(request, http);
            request.Headers.AcceptEncoding.ParseAdd("identity");
            version?.AskForRest(request.Headers, from);
            var response = await SendAsync(request, idle).ConfigureAwait(false);
            try
            {
                // The caller's HttpClient may have followed a redirect on its own.
                Check(file, response.RequestMessage?.RequestUri ?? address);
                var target = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
                if (target is null)
                {
                    return IsAnswer(response, version is not null) ? response : throw Refused(address, response);
                }

                address = Uri.TryCreate(address, target, out var next) ? next : throw new ModelDownloadException(
                    $"{DownloadText.NameOf(address)} redirects to an invalid address, so it was not downloaded.");
                Check(file, address);
            }
            catch
            {
                // Nothing else would dispose the response.
                response.Dispose();
                throw;
            }

            response.Dispose();
        }

        throw new ModelDownloadException($"{DownloadText.NameOf(file)} could not be downloaded: more than {MaxRedirects} redirects.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, IdleLimit idle)
    {
        try
        {
            // Handlers of the application may ignore the cancellation token, so the wait observes it too.
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, idle.Start())
                .WaitAsync(idle.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (DownloadBreakException.IsCauseOfOne(exception, idle))
        {
            throw DownloadBreakException.Of(exception, idle);
        }
    }

    private static bool IsAnswer(HttpResponseMessage response, bool isRest) =>
        response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation
        || (isRest && response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable);

    private void Check(Uri file, Uri target)
    {
        // A redirect from the internet must not lead to plain http, even on this machine.
        var problem = target == file ? null
            : file.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp ? "is not https"
            : _hosts.ProblemOf(target);
        if (problem is not null)
        {
            throw new ModelDownloadException(
                $"{DownloadText.NameOf(file)} redirects to {DownloadText.NameOf(target)}; that {problem}, so it was not downloaded.");
        }
    }

    private Exception Refused(Uri address, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var why = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}");
        var headers = AnswerHeaders.Copy(response, token: null);
        if (status is 408 or 425 or 429 or >= 500)
        {
            return new DownloadBreakException(why) { RetryAfter = WaitTime.Of(response.Headers, settings.Time), ResponseHeaders = headers };
        }

        return new ModelDownloadException(
            $"{DownloadText.NameOf(address)} could not be downloaded: {why}. Addresses of results expire.")
        {
            ResponseHeaders = headers,
            IsGone = status is 403 or 404 or 410,
        };
    }
}
