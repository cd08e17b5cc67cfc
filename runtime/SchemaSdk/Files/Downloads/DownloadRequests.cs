namespace SchemaSdk.Files.Downloads;

/// <summary>Requests files without the token and from allowed hosts only, because an address or a redirect may point anywhere.</summary>
internal sealed class DownloadRequests(HttpClient http, ClientSettings settings)
{
    private const int MaxRedirects = 5;

    // Omits the query, because it may contain a signature that grants access.
    private const UriComponents Shown = UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path;

    /// <summary>Formats an address for messages. Omits the query.</summary>
    internal static string NameOf(Uri address) => address.Scheme is "http" or "https"
        ? ErrorText.Cut(address.GetComponents(Shown, UriFormat.UriEscaped))
        : $"{address.Scheme}:…";

    /// <exception cref="ModelDownloadException">The file has no address, or one that is not allowed.</exception>
    internal Uri AddressOf(ModelFile file, string name) => !file.TryGetUri(out var address)
        ? throw new ModelDownloadException($"{name} has no absolute address, so it was not downloaded.")
        : ProblemOf(address) is { } problem
            ? throw new ModelDownloadException($"{name} {problem}, so it was not downloaded.")
            : address;

    /// <summary>Requests a file, or the rest of it.</summary>
    /// <returns>An answer with status 200 or 203 or, if the rest of a file was requested, 206 or 416. Its body has not been read.</returns>
    /// <exception cref="DownloadBreakException">The server cannot be reached, or temporarily refuses the request.</exception>
    /// <exception cref="ModelDownloadException">Downloading the file is not allowed, or the server refused it.</exception>
    // version: null to request the whole file.
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
            var response = await idle.WaitAsync(stop =>
                http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop).OrCloseAsync(stop)).ConfigureAwait(false);
            try
            {
                // The caller's HttpClient may have followed a redirect on its own.
                Check(file, response.RequestMessage?.RequestUri ?? address);
                if ((int)response.StatusCode is not (>= 300 and < 400) || response.Headers.Location is not { } target)
                {
                    return IsAnswer(response, version is not null) ? response : throw Refused(address, response);
                }

                address = Uri.TryCreate(address, target, out var next) ? next : throw new ModelDownloadException(
                    $"{NameOf(address)} redirects to an invalid address, so the file was not downloaded.");
                Check(file, address);
            }
            catch
            {
                // Nothing else would dispose of the response.
                response.Dispose();
                throw;
            }

            response.Dispose();
        }

        throw new ModelDownloadException($"{NameOf(file)} could not be downloaded: more than {MaxRedirects} redirects.");
    }

    private static bool IsAnswer(HttpResponseMessage response, bool isRest) =>
        response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NonAuthoritativeInformation
        || (isRest && response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable);

    private void Check(Uri file, Uri target)
    {
        // A redirect from https must not point to plain http, not even on this machine.
        var problem = target == file ? null
            : file.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp ? "is not https"
            : ProblemOf(target);
        if (problem is not null)
        {
            throw new ModelDownloadException(
                $"{NameOf(file)} redirects to {NameOf(target)}; that address {problem}, so the file was not downloaded.");
        }
    }

    /// <returns>Why the address is refused, as the end of a sentence; null if it is allowed.</returns>
    internal string? ProblemOf(Uri address) =>
        address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) ? "is not https"
        : address.UserInfo.Length > 0 ? "has a user name or password"
        : HostPatterns.HostOf(address) is var host
            && !host.Equals(HostPatterns.HostOf(settings.BaseAddress), StringComparison.OrdinalIgnoreCase)
            && !HostPatterns.Match(
                [.. settings.AllowedHosts.Where(pattern => pattern != "*" || !HostPatterns.IsThisMachine(address))], host)
            ? $"is on {host}, which is not among Downloads.AllowedHosts"
        : null;

    private Exception Refused(Uri address, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var headers = AnswerHeaders.Copy(response, token: null);
        return status is 408 or 425 or 429 or >= 500
            ? new DownloadBreakException($"HTTP {status}")
            { RetryAfter = AnswerHeaders.WaitOf(response, settings.Time), ResponseHeaders = headers }
            : new ModelDownloadException($"{NameOf(address)} could not be downloaded: HTTP {status}. The address may have expired.")
            { ResponseHeaders = headers, IsGone = status is 403 or 404 or 410 };
    }
}
