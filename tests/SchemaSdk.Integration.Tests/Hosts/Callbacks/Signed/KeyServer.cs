using System.Collections.Concurrent;
using System.Net;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>Answers requests for the public keys of a service.</summary>
internal sealed class KeyServer(string keys) : HttpMessageHandler
{
    /// <summary>The set of keys that the answers contain.</summary>
    public string Keys { get; set; } = keys;

    /// <summary>The status of the answers; null if the server is unreachable.</summary>
    public HttpStatusCode? Status { get; set; } = HttpStatusCode.OK;

    public ConcurrentQueue<Uri?> Asked { get; } = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue(request.RequestUri);
        if (Status is not { } status)
        {
            throw new HttpRequestException("The host is unreachable.");
        }

        return Task.FromResult(new HttpResponseMessage(status)
        {
            Content = new StringContent(Keys),
            Headers = { Location = new Uri("https://other.example/keys") },
        });
    }
}
