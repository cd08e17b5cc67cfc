using System.Net;
using System.Net.Http.Headers;

namespace SchemaSdk.Reliability.Tests.Faults.Bench;

/// <summary>
/// Answers every read of one job with 429, and forwards everything else.
/// </summary>
/// <param name="service">The handler that calls the service.</param>
/// <param name="retryAfter">The value of Retry-After; null to omit the header.</param>
internal sealed class RefusedReads(HttpMessageHandler service, TimeSpan? retryAfter) : DelegatingHandler(service)
{
    private int _refused;

    public string? RequestId { get; set; }

    public int Refused => Volatile.Read(ref _refused);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get
            || RequestId is not { } id
            || !request.RequestUri!.AbsolutePath.Contains(id, StringComparison.Ordinal))
        {
            return base.SendAsync(request, cancellationToken);
        }

        Interlocked.Increment(ref _refused);
        var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request };
        response.Headers.RetryAfter = retryAfter is { } time ? new RetryConditionHeaderValue(time) : null;
        return Task.FromResult(response);
    }
}
