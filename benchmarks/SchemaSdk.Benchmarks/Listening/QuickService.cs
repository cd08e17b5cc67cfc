using System.Net;

namespace SchemaSdk.Benchmarks.Listening;

/// <summary>A service without sockets, so that only the client is measured. Its jobs end immediately or never.</summary>
internal sealed class QuickService(bool endsJobs) : HttpMessageHandler
{
    private static readonly byte[] Accepted = """{"request_id":"req-1"}"""u8.ToArray();
    private static readonly byte[] Running = """{"request_id":"req-1","status":"in_progress"}"""u8.ToArray();
    private static readonly byte[] Ended = """{"request_id":"req-1","status":"completed"}"""u8.ToArray();
    private static readonly byte[] Succeeded =
        """{"request_id":"req-1","status":"succeeded","output":{"video":"https://files.runcomfy.net/a.mp4"}}"""u8.ToArray();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var body = request.Method == HttpMethod.Post
            ? Accepted
            : !endsJobs ? Running : path.EndsWith("/status", StringComparison.Ordinal) ? Ended : Succeeded;
        return Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body), RequestMessage = request });
    }
}
