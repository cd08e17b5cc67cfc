using System.Text;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>A service with one job, which runs until a test ends it.</summary>
internal sealed class SignedService(string running, string ended) : HttpMessageHandler
{
    private int _reads;

    public static SignedService Fal => new(
        """{"request_id":"id-1","status":"IN_PROGRESS"}""", """{"request_id":"id-1","status":"COMPLETED"}""");

    public static SignedService Replicate => new(
        """{"id":"id-1","status":"processing"}""", """{"id":"id-1","status":"succeeded","output":"done"}""");

    public bool HasEnded { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = HasEnded ? ended : running;
        if (request.Method == HttpMethod.Get)
        {
            Interlocked.Increment(ref _reads);
        }

        return Task.FromResult(new HttpResponseMessage { Content = new StringContent(text, Encoding.UTF8, "application/json") });
    }
}
