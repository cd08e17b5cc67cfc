using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using SchemaSdk.Tool.CommandLine.Hosting;
using SchemaSdk.Tool.CommandLine.Outcomes;
using SchemaSdk.Tool.Import.Pages;
using SchemaSdk.Tool.SchemaFolders.Ids;

namespace SchemaSdk.Tool.Import.Fetching;

/// <summary>Fetches a page without a token, and with limits on everything that the server controls.</summary>
/// <param name="host">Gives access to the console, the clock, the network and the environment variables.</param>
internal sealed class PageFetch(ToolHost host)
{
    private const int MostRedirects = 5;

    // This limit includes all redirects.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    /// <exception cref="ToolException">The URL is not allowed, or the server did not return a page.</exception>
    internal async Task<PageFile> GetAsync(Uri address, CancellationToken stop)
    {
        PageAddress.Check(address);
        using var limit = new CancellationTokenSource(MostTime, host.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        using var client = NewClient();
        try
        {
            return await FollowAsync(client, address, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
        {
            throw Failed(address, $"returned no page within {MostTime.TotalSeconds:0} seconds", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            throw Failed(address, $"could not be read: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private static async Task<PageFile> FollowAsync(HttpClient client, Uri start, CancellationToken stop)
    {
        var address = start;
        for (var redirect = 0; redirect <= MostRedirects; redirect++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop)
                .ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                && response.Headers.Location is { } location)
            {
                address = PageAddress.Next(start, address, location);
            }
            else if (!response.IsSuccessStatusCode)
            {
                throw Failed(address, string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode}"));
            }
            else
            {
                return await ReadAsync(address, response.Content, stop).ConfigureAwait(false);
            }
        }

        throw Failed(start, string.Create(CultureInfo.InvariantCulture, $"redirects more than {MostRedirects} times"));
    }

    private static async Task<PageFile> ReadAsync(Uri address, HttpContent content, CancellationToken stop)
    {
        var body = await content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var bytes = await LimitedBytes.ReadAsync(body, PageFile.MostBytes, stop).ConfigureAwait(false)
                ?? throw Failed(address, string.Create(CultureInfo.InvariantCulture, $"has more than {PageFile.MostBytes} bytes"));
            var type = content.Headers.ContentType;
            return new PageFile(
                ModelIdFault.Cut(address.GetLeftPart(UriPartial.Path)),
                bytes,
                type?.MediaType?.ToLowerInvariant(),
                type?.CharSet?.Trim('"'));
        }
    }

    private HttpClient NewClient()
    {
        var client = host.Handler is { } given
            ? new HttpClient(given, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
            });
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestHeaders.UserAgent.Add(
            new ProductInfoHeaderValue("schemasdk", typeof(PageFetch).Assembly.GetName().Version!.ToString(3)));
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html, application/json, text/markdown;q=0.9, */*;q=0.5");
        return client;
    }

    private static ToolException Failed(Uri address, string what, Exception? cause = null) =>
        new(ExitCode.Service, $"{ModelIdFault.Cut(address.GetLeftPart(UriPartial.Path))} {what}. Nothing was changed.", cause);
}
