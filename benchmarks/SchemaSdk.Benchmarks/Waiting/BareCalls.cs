using System.Net;
using System.Net.Http.Headers;

namespace SchemaSdk.Benchmarks.Waiting;

/// <summary>Makes only the calls that every client needs: one submit, one status and one result per job, each read as text.</summary>
/// <remarks>Only the memory figures can be compared, because these calls do not wait for jobs.</remarks>
internal sealed class BareCalls : IContestant
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
    private readonly SemaphoreSlim _places = new(64);
    private readonly Uri _service;
    private readonly string _authorization;

    internal BareCalls(Uri service, string token)
    {
        _service = service;
        _authorization = $"Bearer {token}";
    }

    public void Dispose()
    {
        _http.Dispose();
        _places.Dispose();
    }

    public async Task<DateTimeOffset> RunAsync()
    {
        await _places.WaitAsync();
        try
        {
            var body = await CallAsync(HttpMethod.Post, "v1/models/kling/kling-3.0/pro/text-to-video", HttpStatusCode.OK);
            var id = body.Split('"').SkipWhile(static part => part != "request_id").ElementAt(2);
            await CallAsync(HttpMethod.Get, $"v1/requests/{id}/status", HttpStatusCode.OK);
            await CallAsync(HttpMethod.Get, $"v1/requests/{id}/result", null);
            return DateTimeOffset.UtcNow;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<string> CallAsync(HttpMethod method, string path, HttpStatusCode? expected)
    {
        using var request = new HttpRequestMessage(method, new Uri(_service, path));
        request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        request.Content = method == HttpMethod.Post
            ? new StringContent("{\"prompt\":\"A paper boat.\"}", new MediaTypeHeaderValue("application/json"))
            : null;
        using var response = await _http.SendAsync(request, CancellationToken.None);
        if (expected is { } status && response.StatusCode != status)
        {
            throw new InvalidOperationException($"The service answered {method} {path} with {response.StatusCode} instead of {status}.");
        }

        return await response.Content.ReadAsStringAsync();
    }
}
