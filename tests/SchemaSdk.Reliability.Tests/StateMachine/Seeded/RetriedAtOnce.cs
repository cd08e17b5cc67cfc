using System.Net;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Repeats a failed read twice without a delay.</summary>
internal sealed class RetriedAtOnce(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        for (var retry = 0; retry < 2 && IsFailedRead(request, response); retry++)
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private static bool IsFailedRead(HttpRequestMessage request, HttpResponseMessage response) =>
        request.Method == HttpMethod.Get && response.StatusCode == HttpStatusCode.InternalServerError;
}
