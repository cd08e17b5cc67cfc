using System.Globalization;
using System.Net;
using SchemaSdk.Client.Settings;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Downloads;

/// <summary>Asks for files, without the token and on the allowed hosts only, wherever they redirect to.</summary>
internal sealed class DownloadRequests(HttpClient http, ClientSettings settings)
{
    private const int MaxRedirects = 5;

    private readonly DownloadHosts _hosts = new(settings);

    /// <exception cref="ModelDownloadException">It has none that may be asked for.</exception>
    internal Uri AddressOf(ModelFile file) => !file.TryGetUri(out var address)
        ? throw new ModelDownloadException($"{DownloadText.NameOf(file)} is not an absolute address.")
        : _hosts.ProblemOf(address) is { } problem
            ? throw new ModelDownloadException($"{DownloadText.NameOf(address)} {problem}, so it was not downloaded.")
            : address;

    internal bool MayAsk(Uri address) => _hosts.ProblemOf(address) is null;

    /// <summary>Asks for a file, or for the rest of it.</summary>
    /// <param name="file">A checked address.</param>
    /// <param name="version">What came before; null: nothing.</param>
    /// <param name="from">The first byte of the rest.</param>
    /// <param name="idle">The time for which nothing may come.</param>
    /// <returns>200 or 203, or to a rest 206 or 416, and the body still to be read.</returns>
    /// <exception cref="DownloadBreakException">The server has no answer just now.</exception>
    /// <exception cref="ModelDownloadException">It may not be had.</exception>
    internal async Task<HttpResponseMessage> OpenAsync(Uri file, FileVersion? version, long from, IdleLimit idle)
    {
        var address = file;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            // No Authorization: the token is for the service alone.
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            UserAgent.AddTo(request, http);
            request.Headers.AcceptEncoding.ParseAdd("identity");
            version?.AskForRest(request.Headers, from);
            var response = await SendAsync(request, idle).ConfigureAwait(false);
            try
            {
                // The caller's HttpClient may have followed a redirect by itself.
                Check(file, response.RequestMessage?.RequestUri ?? address);
                var target = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
                if (target is null)
                {
                    return IsAnswer(response, version is not null) ? response : throw Refused(address, response);
                }

                address = Uri.TryCreate(address, target, out var next) ? next : throw new ModelDownloadException(
                    $"{DownloadText.NameOf(address)} redirects to what cannot be read as an address, so it was not downloaded.");
                Check(file, address);
            }
            catch
            {
                // Any exception goes on as it is; only the response would be left to nobody.
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
            // Handlers of the application may ignore the token; the wait does not.
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
        // Nor is plain http of this machine what a file on the net may lead to.
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
