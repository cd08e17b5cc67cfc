using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Http.Headers;

namespace SchemaSdk.Tests.Services;

/// <summary>A server like fal's. Its jobs run until a test ends them, and each job has a stream of events.</summary>
internal sealed class StreamingServer : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Pipe> _streams = new();
    private readonly ConcurrentDictionary<string, int> _polls = new();

    /// <summary>Delays the response headers of a stream. Events sent during the delay are in the stream when the headers arrive.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    public bool HasStream(string id) => _streams.ContainsKey(id);

    public int PollsOf(string id) => _polls.GetValueOrDefault(id);

    /// <summary>Sends an event to the stream of a job.</summary>
    public async Task SendAsync(string id, string status) =>
        await _streams[id].Writer.WriteAsync(Encoding.UTF8.GetBytes($"data: {{\"status\":\"{status}\"}}\n\n"));

    /// <summary>Returns true if the client has closed the stream of a job.</summary>
    public async Task<bool> HasClosedAsync(string id) => (await _streams[id].Writer.FlushAsync()).IsCompleted;

    // Ignores the token, as an application's handler may.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/');
        var id = path[Array.IndexOf(path, "requests") + 1];
        var response = new HttpResponseMessage(path[^1] == "status" ? HttpStatusCode.Accepted : HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = path[^1] == "stream" ? Open(id) : new StringContent(path[^1] == "status" ? Poll(id) : "7"),
        };
        await (path[^1] == "stream" ? Delay : Task.CompletedTask);
        return response;
    }

    private StreamContent Open(string id) => new(_streams.GetOrAdd(id, static _ => new Pipe()).Reader.AsStream())
    {
        Headers = { ContentType = new MediaTypeHeaderValue("text/event-stream") },
    };

    private string Poll(string id)
    {
        _polls.AddOrUpdate(id, 1, static (_, polls) => polls + 1);
        return """{"status":"IN_PROGRESS"}""";
    }
}
