using System.Net;
using System.Text;

namespace SchemaSdk.Integration.Tests.Reconciling;

/// <summary>Forwards requests, but can itself answer requests for the list of jobs.</summary>
internal sealed class ListGate(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _lists;

    /// <summary>Returns the body of the answer to a request for the list; null to forward the request.</summary>
    public Func<string?> Body { get; set; } = static () => null;

    /// <summary>Returns the time at the service, which the answers contain; null if they contain no time.</summary>
    public Func<DateTimeOffset?> Date { get; set; } = static () => null;

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public int Lists => Volatile.Read(ref _lists);

    public HashSet<string> Hosts { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Hosts)
        {
            Hosts.Add(request.RequestUri!.Host);
        }

        if (request.Method == HttpMethod.Get && request.RequestUri.AbsolutePath is "/v1/predictions" or "/v1/models/requests/by-endpoint")
        {
            Interlocked.Increment(ref _lists);
            if (Body() is { } body)
            {
                return Task.FromResult(new HttpResponseMessage(Status)
                {
                    Headers = { Date = Date() },
                    Content = new StringContent(body, Encoding.UTF8, "application/json"),
                    RequestMessage = request,
                });
            }
        }

        return base.SendAsync(request, cancellationToken);
    }
}
