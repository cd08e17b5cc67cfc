using System.Text;

namespace SchemaSdk.EndToEnd.Tests.Telemetry;

/// <summary>
/// Replaces the address of a stored file in the answer of an emulator that is called without a socket. The client would reject the
/// original address, because it is not an address of the client's service.
/// </summary>
internal sealed class MovedStorage(Uri address, HttpMessageHandler service) : DelegatingHandler(service)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri!.AbsolutePath.StartsWith("/storage/", StringComparison.Ordinal))
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            body = body.Replace("http://localhost/", address.AbsoluteUri, StringComparison.Ordinal);
            response.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return response;
    }
}
