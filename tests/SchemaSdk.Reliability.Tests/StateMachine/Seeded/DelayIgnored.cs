using System.Net;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Does not let the client see how long a service with too many requests asks it to wait.</summary>
internal sealed class DelayIgnored(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            response.Headers.RetryAfter = null;
        }

        return response;
    }
}
