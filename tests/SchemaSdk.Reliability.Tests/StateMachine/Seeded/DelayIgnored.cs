using System.Net;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Removes <c>Retry-After</c> from each answer with HTTP 429, so that the client does not wait as long as it should.</summary>
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
